using RulesPlatform.RuleLint.Import.PromQl;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace RulesPlatform.RuleLint.Import.Prometheus;

/// <summary>A Prometheus rule file → its groups. What is not as Prometheus would have it is a problem with its line.</summary>
internal sealed class RuleFileReader
{
    private static readonly string[] s_ruleMembers = ["alert", "record", "expr", "for", "keep_firing_for", "labels", "annotations"];

    private readonly string _file;
    private readonly List<string> _problems = [];

    private RuleFileReader(string file) => _file = file;

    /// <param name="problems"><c>file:line: what is wrong</c>; empty where the file was read whole.</param>
    public static IReadOnlyList<PrometheusGroup> Read(string file, string text, out IReadOnlyList<string> problems)
    {
        var reader = new RuleFileReader(file);
        problems = reader._problems;
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException wrong)
        {
            reader.Report(wrong.Start.Line, $"this is not YAML: {wrong.InnerException?.Message ?? wrong.Message}");
            return [];
        }
        return [.. stream.Documents.SelectMany(document => reader.Groups(document.RootNode)).OfType<PrometheusGroup>()];
    }

    private IEnumerable<PrometheusGroup?> Groups(YamlNode root)
    {
        if (Find(root, "groups") is YamlSequenceNode groups)
        {
            return groups.Select(Group);
        }
        Report(Line(root), "there is no list 'groups': a rule file of Prometheus begins with it");
        return [];
    }

    private PrometheusGroup? Group(YamlNode node)
    {
        if (Text(node, "name") is not { Length: > 0 } name || Find(node, "rules") is not YamlSequenceNode rules)
        {
            Report(Line(node), "a group has a 'name' and a list 'rules'");
            return null;
        }
        TimeSpan interval = Duration(node, "interval");
        IReadOnlyList<KeyValuePair<string, string>> labels = Texts(node, "labels");
        IEnumerable<PrometheusRule> read = rules.Select(rule => Rule(name, rule)).OfType<PrometheusRule>();
        // A rule's own labels win.
        return new PrometheusGroup(_file, name, interval > TimeSpan.Zero ? interval : null, [.. read.Select(rule => rule with { Labels = [.. rule.Labels, .. labels.ExceptBy(rule.Labels.Select(one => one.Key), one => one.Key)] })]);
    }

    private PrometheusRule? Rule(string group, YamlNode node)
    {
        string? alert = Text(node, "alert");
        string? record = Text(node, "record");
        if ((alert is null) == (record is null) || Text(node, "expr") is not { } expression)
        {
            Report(Line(node), "a rule has an 'expr', and 'alert' or 'record'");
            return null;
        }
        return new PrometheusRule(_file, Line(node), group, alert ?? record!, alert is null, expression.Trim())
        {
            For = Duration(node, "for"),
            KeepFiringFor = Duration(node, "keep_firing_for"),
            Labels = Texts(node, "labels"),
            Annotations = Texts(node, "annotations"),
            Unread = [.. ((YamlMappingNode)node).Children.Keys.Select(key => key.ToString()).Except(s_ruleMembers, StringComparer.Ordinal)],
        };
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Texts(YamlNode node, string member) => Find(node, member) is YamlMappingNode texts
        ? [.. texts.Children.Select(text => KeyValuePair.Create(text.Key.ToString(), (text.Value as YamlScalarNode)?.Value ?? ""))]
        : [];

    private TimeSpan Duration(YamlNode node, string member)
    {
        if (Text(node, member) is not { } text)
        {
            return TimeSpan.Zero;
        }
        if (!QueryDuration.TryRead(text, out TimeSpan duration))
        {
            Report(Line(Find(node, member)!), $"'{text}' is not a duration; write it as 30s, 5m or 1h30m");
        }
        return duration;
    }

    private void Report(long line, string problem) => _problems.Add($"{_file}:{line}: {problem}");

    private static string? Text(YamlNode node, string member) => (Find(node, member) as YamlScalarNode)?.Value;

    private static YamlNode? Find(YamlNode node, string member) =>
        node is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(member), out YamlNode? found) ? found : null;

    private static int Line(YamlNode node) => (int)node.Start.Line;
}
