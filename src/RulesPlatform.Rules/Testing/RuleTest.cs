using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Testing;

/// <summary>One test of one file.</summary>
public sealed class RuleTest
{
    internal RuleTest(TestsDraft file, TestDraft draft, Reading reading) => (FileDraft, Draft, Reading) = (file, draft, reading);

    /// <summary>Below the rules folder.</summary>
    public string File => Reading.Source.Path;

    public string Name => Draft.Name.Value;

    internal TestsDraft FileDraft { get; }

    internal TestDraft Draft { get; }

    internal Reading Reading { get; }

    /// <summary>The ids of rules whose alerts the test looks at.</summary>
    internal IEnumerable<string> Rules => Draft.Alerts.Select(alert => alert.Rule.Value).Concat(Draft.Suppressed.Select(one => one.Rule.Value)).Distinct();
}
