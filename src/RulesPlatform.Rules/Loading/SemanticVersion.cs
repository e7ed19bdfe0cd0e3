using System.Globalization;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Loading;

/// <summary>The three numbers of a semantic version; what follows them is not compared.</summary>
internal readonly record struct SemanticVersion(int Major, int Minor, int Patch) : IComparable<SemanticVersion>
{
    /// <param name="text">A semantic version, as rule files are read only with one. Numbers past the range of an int count as the largest.</param>
    public static SemanticVersion Of(string text)
    {
        string[] numbers = text.Split('-', '+')[0].Split('.');
        return new SemanticVersion(Number(numbers[0]), Number(numbers[1]), Number(numbers[2]));
    }

    public int CompareTo(SemanticVersion other) => (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    /// <summary>The next patch in place of this version; null past the range.</summary>
    public TextEdit? Raised(TextNode written) =>
        Patch == int.MaxValue ? null : new TextEdit(written.Start, written.End - written.Start, $"\"{this with { Patch = Patch + 1 }}\"");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}");

    private static int Number(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : int.MaxValue;
}
