using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema.Language;

/// <summary>The member <c>lint</c> of <c>ruleset.json</c>.</summary>
internal static class LintShape
{
    private static readonly NamePattern CheckId = new("a check's id", "write RP and four digits: RP4101", "^RP[0-9]{4}$");

    private static readonly Shape<LintSeverity> Severity = new WordShape<LintSeverity>(
        "lint severity", ("off", LintSeverity.Off), ("warning", LintSeverity.Warning), ("error", LintSeverity.Error));

    private static readonly Shape<IReadOnlyList<string>> Texts = new ListShape<string>("texts", Words.FilledText, isUnique: true);

    private static readonly ObjectShape<DemandDraft> Demand = new ObjectShape<DemandDraft>("demand", () => new())
        .Required("paths", Words.FilledText, (draft, value) => draft.Paths = value, "Which files: a path below the rules folder, * for any characters.")
        .Optional("labels", Words.LabelNames, (draft, value) => draft.Labels = value, "Labels that each threshold rule must set.")
        .Optional("owners", Texts, (draft, value) => draft.Owners = value, "Who may own the file.")
        .Optional("runbook", Words.Flag, (draft, value) => draft.Runbook = value, "Whether each threshold rule must name a runbook; false.")
        .Optional("summary", Words.Flag, (draft, value) => draft.Summary = value, "Whether each threshold rule must say what it means; false.");

    public static ObjectShape<LintDraft> Lint { get; } = new ObjectShape<LintDraft>("lint policy", () => new())
        .Optional("severity", new MapShape<LintSeverity>("an object of severities by check", CheckId, Severity), (draft, value) => draft.Severities = [.. value.Select(Located)], "Check to off, warning or error.")
        .Optional("locked", new ListShape<Located<string>>("check ids", CheckId.Shape.Located(), isUnique: true), (draft, value) => draft.Locked = value, "Checks that no file may allow.")
        .Optional("demand", new ListShape<DemandDraft>("demands", Demand), (draft, value) => draft.Demands = value, "What rules must say, by path.");

    private static LintSeverityDraft Located(Entry<LintSeverity> entry) =>
        new(new Located<string>(entry.Name, new TextNode(NodeKind.String, entry.Member.NameStart, entry.Member.NameEnd)), entry.Value);
}
