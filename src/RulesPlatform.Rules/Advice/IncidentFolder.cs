using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Testing;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Advice;

/// <summary>The incidents below a rules folder. They are no part of the rule set: a server does not read them.</summary>
public static class IncidentFolder
{
    /// <param name="folder">The one that holds <c>ruleset.json</c>.</param>
    /// <param name="rules">The rules that incidents name must be in it.</param>
    /// <param name="diagnostics">What is wrong with the files; incidents of a file with an error are left out.</param>
    public static IReadOnlyList<Incident> Read(string folder, RuleSet rules, out IReadOnlyList<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var bag = new DiagnosticBag();
        var names = new TestNames(rules);
        var incidents = new List<Incident>();
        foreach (RuleText text in RuleFolder.ReadIncidents(folder, bag))
        {
            var own = new DiagnosticBag();
            var reading = new Reading(new SourceText(text.Path, text.Content), own);
            ParsedText parsed = TreeParser.Parse(reading.Source, own);
            IncidentsDraft? draft = null;
            if (parsed is { IsWhole: true, Root: { } root } && IncidentShape.File.TryRead(root, reading, out draft))
            {
                names.Resolve(draft, reading);
            }
            bool isSound = !own.HasErrors;
            reading.Join(bag);
            if (isSound && draft is not null)
            {
                incidents.AddRange(draft.Incidents.Select(one => new Incident(one.Name.Value, one.From, one.To.Value, [.. one.Rules.Select(rule => rule.Value)], one.Where)));
            }
        }
        diagnostics = bag.ToDiagnostics();
        return [.. incidents.OrderBy(one => one.From).ThenBy(one => one.Name, StringComparer.Ordinal)];
    }
}
