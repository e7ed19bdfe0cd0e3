namespace RulesPlatform.Rules.Loading;

/// <summary>The texts of one generation, wherever they come from.</summary>
/// <param name="Files"><c>ruleset.json</c> and the files of the four kinds, by path (ordinal).</param>
/// <param name="Find">Any other file that one of them names; null where there is none.</param>
/// <param name="Lock"><c>rules.lock.json</c>, or null where there is none.</param>
/// <param name="IsStored">Whether the generation comes out of the store, where nothing is locked.</param>
internal sealed record RuleTexts(IReadOnlyList<RuleText> Files, Func<string, RuleText?> Find, RuleText? Lock, bool IsStored)
{
    public const string RuleSetFile = "ruleset.json";
    public const string LockFile = "rules.lock.json";

    public static RuleTexts OfStored(IReadOnlyList<RuleText> files)
    {
        var byPath = files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        RuleText[] rules = [.. files.Where(file => FileKind.OfPath(file.Path) is not null).OrderBy(file => file.Path, StringComparer.Ordinal)];
        return new RuleTexts(rules, byPath.GetValueOrDefault, null, IsStored: true);
    }
}
