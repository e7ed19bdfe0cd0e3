using System.Globalization;

namespace RulesPlatform.Rules.Loading;

/// <summary>Names that came, went, or stand for other content than before; each list sorted (ordinal).</summary>
public sealed record NameChanges(IReadOnlyList<string> Added, IReadOnlyList<string> Removed, IReadOnlyList<string> Changed)
{
    private const int MaxNamed = 5;

    public bool IsEmpty => Added.Count + Removed.Count + Changed.Count == 0;

    /// <param name="before">Each name once, with its content's hash.</param>
    internal static NameChanges Between(IEnumerable<(string Name, string Hash)> before, IEnumerable<(string Name, string Hash)> after)
    {
        Dictionary<string, string> left = before.ToDictionary(one => one.Name, one => one.Hash, StringComparer.Ordinal);
        Dictionary<string, string> right = after.ToDictionary(one => one.Name, one => one.Hash, StringComparer.Ordinal);
        return new NameChanges(
            [.. right.Keys.Where(name => !left.ContainsKey(name)).Order(StringComparer.Ordinal)],
            [.. left.Keys.Where(name => !right.ContainsKey(name)).Order(StringComparer.Ordinal)],
            [.. right.Where(one => left.TryGetValue(one.Key, out string? hash) && hash != one.Value).Select(one => one.Key).Order(StringComparer.Ordinal)]);
    }

    /// <summary>Counts and the first names: <c>+1 −0 ~2 (a, b, c)</c>.</summary>
    public override string ToString()
    {
        string[] names = [.. Added.Concat(Removed).Concat(Changed)];
        string more = names.Length > MaxNamed ? ", …" : "";
        return string.Create(CultureInfo.InvariantCulture, $"+{Added.Count} −{Removed.Count} ~{Changed.Count} ({string.Join(", ", names.Take(MaxNamed))}{more})");
    }
}
