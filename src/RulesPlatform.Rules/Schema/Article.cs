namespace RulesPlatform.Rules.Schema;

/// <summary>The indefinite article.</summary>
internal static class Article
{
    public static string For(string noun) => $"{(noun.AsSpan().TrimStart('\'') is ['a' or 'e' or 'i' or 'o', ..] ? "an" : "a")} {noun}";
}
