using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks;

/// <summary>The rules of whose alerts some test of the folder says something.</summary>
internal static class TestedRules
{
    /// <summary>Null where there are no tests, or where one of their files cannot be read: nothing is then certain.</summary>
    /// <param name="folder">The one that holds <c>ruleset.json</c>.</param>
    public static IReadOnlySet<string>? In(string folder)
    {
        var bag = new DiagnosticBag();
        var rules = new HashSet<string>(StringComparer.Ordinal);
        bool hasTests = false;
        foreach (RuleText text in RuleFolder.ReadTests(folder, bag))
        {
            var reading = new Reading(new SourceText(text.Path, text.Content), bag);
            ParsedText parsed = TreeParser.Parse(reading.Source, bag);
            if (parsed is not { IsWhole: true, Root: { } root } || !TestShape.File.TryRead(root, reading, out TestsDraft? draft))
            {
                return null;
            }
            hasTests |= draft.Tests.Count > 0;
            rules.UnionWith(draft.Tests.SelectMany(Named));
        }
        return hasTests && !bag.HasErrors ? rules : null;
    }

    private static IEnumerable<string> Named(TestDraft test) =>
    [
        .. test.Alerts.Select(alert => alert.Rule.Value),
        .. test.Suppressed.Select(alert => alert.Rule.Value),
        // An alert may be written with its labels.
        .. (test.Notifications?.Value ?? []).SelectMany(one => one.Firing.Concat(one.Resolved)).Select(alert => alert.Value.Split('{')[0]),
    ];
}
