namespace RulesPlatform.Rules.Schema.Language;

/// <summary>The member <c>allow</c>, wherever it may stand.</summary>
internal static class AllowShape
{
    public const string Member = "allow";

    public const string Description = "Findings of rulelint that are meant: each with its reason and its end.";

    private static readonly ObjectShape<AllowDraft> One = new ObjectShape<AllowDraft>("allowance", () => new())
        .Required("check", Words.Reference("a check's id such as \"RP4101\""), (draft, value) => draft.Check = value, "Which check.")
        .Optional("because", Words.FilledText, (draft, value) => draft.Because = value, "Why it is meant; asked for by RP9004.")
        .Optional("until", Words.Date.Located(), (draft, value) => draft.Until = value, "The last day on which it counts.")
        .Define("allow");

    public static Shape<IReadOnlyList<AllowDraft>> List { get; } = new ListShape<AllowDraft>("allowances", One);
}
