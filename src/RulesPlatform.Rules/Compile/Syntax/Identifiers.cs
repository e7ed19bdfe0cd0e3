namespace RulesPlatform.Rules.Compile.Syntax;

internal static class Identifiers
{
    /// <summary>A letter or _, then letters, digits and _, all ASCII, at most 64.</summary>
    public static bool IsOne(string name) =>
        name.Length is > 0 and <= 64 && !char.IsAsciiDigit(name[0]) && name.All(one => char.IsAsciiLetterOrDigit(one) || one == '_');
}
