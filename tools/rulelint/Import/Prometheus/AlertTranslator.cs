using System.Text.RegularExpressions;
using RulesPlatform.RuleLint.Import.PromQl;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.RuleLint.Import.Prometheus;

/// <summary>An alerting rule → a signal in the book and a threshold rule over it.</summary>
internal sealed partial class AlertTranslator(SignalBook book, RecordedSeries recorded, ImportOptions options)
{
    private static readonly string[] s_runbooks = ["runbook_url", "runbook"];

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Null, with a refusal in the notes, where it has no counterpart.</summary>
    public RuleSketch? Translate(PrometheusRule rule, RuleNotes notes)
    {
        if (!QueryParser.TryParse(rule.Expression, out Query query, out QueryProblem? problem))
        {
            notes.Refuse($"not PromQL, at character {problem!.At + 1}: {problem.Message}");
            return null;
        }
        var values = new ValueTranslator(book, recorded, notes, rule.Name);
        if (new ConditionTranslator(values, notes).Translate(query) is not { } condition)
        {
            return null;
        }
        string severity = SeverityWords.Of(rule.Labels.FirstOrDefault(label => label.Key == "severity").Value, options.Severities, notes);
        SignalSketch signal = recorded.Whole(condition.Value) ?? book.Add(condition.Value, Wanted(condition.Value.Term, rule.Name), null);
        IEnumerable<string> comparisons = condition.Limits.Select(limit => $"signal.Value {limit.Operator} {(condition.IsLevelled ? $"threshold.{book.Level(signal.Name, severity, limit.Limit)}" : JsonLine.Number(limit.Limit))}");
        return new RuleSketch(NameOf(rule, severity, notes), signal.Name, string.Join(" && ", comparisons), Properties(rule, signal, severity, condition, notes));
    }

    // What one metric says is called after it; what several make together, after the alert.
    private static string Wanted(Term term, string alert) => term is InputTerm { Input: { Metric: { } metric } input } && !metric.StartsWith(SignalSketch.Stored, StringComparison.Ordinal)
        ? string.Join('_', new[] { metric, input.Fold is null or "at" ? null : $"{input.Fold}_{DurationText.Write(input.Over ?? TimeSpan.Zero)}", input.Absent is null ? null : "present" }.OfType<string>())
        : alert;

    private string NameOf(PrometheusRule rule, string severity, RuleNotes notes)
    {
        string wanted = NotOfAName().Replace(rule.Name, "-").Trim('-');
        string name = wanted;
        for (int i = 1; !_names.Add(name); i++)
        {
            name = i == 1 ? $"{wanted}-{severity}" : $"{wanted}-{severity}-{i}";
        }
        if (name != rule.Name)
        {
            notes.Remark($"the alert is called {name} here: {(wanted == rule.Name ? "another of this file has the name" : "names have letters, digits, '_', '-' and '.'")}");
        }
        return name;
    }

    private static List<(string Name, string Value)> Properties(PrometheusRule rule, SignalSketch signal, string severity, AlertCondition condition, RuleNotes notes)
    {
        List<(string Name, string Value)> properties = [("signal", JsonLine.Text(signal.Name)), ("severity", JsonLine.Text(severity))];
        if (rule.For > TimeSpan.Zero)
        {
            properties.Add(("for", JsonLine.Text(DurationText.Write(rule.For))));
        }
        if (rule.KeepFiringFor > TimeSpan.Zero)
        {
            properties.Add(("keepFiringFor", JsonLine.Text(DurationText.Write(rule.KeepFiringFor))));
        }
        // In Prometheus a series that is gone fires no more.
        if (!signal.IsNeverUnknown)
        {
            properties.Add(("noData", "\"resolve\""));
        }
        List<KeyValuePair<string, string>> labels = [.. condition.Labels, .. Labels(rule, notes)];
        if (labels.Count > 0)
        {
            properties.Add(("labels", JsonLine.Object(labels.Select(label => (label.Key, JsonLine.Text(label.Value))))));
        }
        Annotate(rule, signal, [.. labels.Select(label => label.Key)], properties, notes);
        foreach (string unread in rule.Unread)
        {
            notes.Remark($"'{unread}' is not carried over");
        }
        return properties;
    }

    private static IEnumerable<KeyValuePair<string, string>> Labels(PrometheusRule rule, RuleNotes notes)
    {
        foreach (KeyValuePair<string, string> label in rule.Labels.Where(label => label.Key != "severity"))
        {
            if (label.Value.Contains("{{", StringComparison.Ordinal))
            {
                notes.Remark($"the label '{label.Key}' is a template, and labels are plain text here");
                continue;
            }
            yield return label;
        }
    }

    private static void Annotate(PrometheusRule rule, SignalSketch signal, IReadOnlyCollection<string> added, List<(string Name, string Value)> properties, RuleNotes notes)
    {
        var translator = new AnnotationTranslator(signal.Shape, added);
        var annotations = new List<(string Name, string Value)>();
        string? runbook = null;
        foreach ((string name, string text) in rule.Annotations)
        {
            if (Array.IndexOf(s_runbooks, name) >= 0 && Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" && !text.Contains("{{", StringComparison.Ordinal))
            {
                runbook = text;
            }
            else if (translator.Translate(text, out string? unknown) is not { } template)
            {
                notes.Remark($"the annotation '{name}' is left out: {unknown} has no counterpart in templates");
            }
            else if (template.Length > 0)
            {
                annotations.Add((name, JsonLine.Text(template)));
            }
        }
        if (annotations.Count > 0)
        {
            properties.Add(("annotations", JsonLine.Object(annotations)));
        }
        if (runbook is not null)
        {
            properties.Add(("runbook", JsonLine.Text(runbook)));
        }
    }

    [GeneratedRegex("[^A-Za-z0-9_.-]+")]
    private static partial Regex NotOfAName();
}
