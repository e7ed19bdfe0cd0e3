using System.Collections;
using System.Text;

namespace RulesPlatform.Pipeline.Metrics;

/// <summary>
/// Labels sorted by name (ordinal), each name once, no empty values. Immutable; equal by content.
/// </summary>
public sealed class LabelSet : IEquatable<LabelSet>, IComparable<LabelSet>, IReadOnlyList<Label>
{
    public static LabelSet Empty { get; } = new([]);

    // So many are put in order by inserting: they are mostly in order already.
    private const int Few = 32;

    private readonly Label[] _labels;
    private readonly int _hash;

    private LabelSet(Label[] sorted)
    {
        _labels = sorted;
        var hash = new HashCode();
        foreach (Label label in sorted)
        {
            hash.Add(label.Name, StringComparer.Ordinal);
            hash.Add(label.Value, StringComparer.Ordinal);
        }
        _hash = hash.ToHashCode();
    }

    private LabelSet(Label[] sorted, int hash) => (_labels, _hash) = (sorted, hash);

    /// <summary>Labels in any order; of two with one name the later wins; empty values are dropped.</summary>
    public static LabelSet Of(IEnumerable<Label> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return OfOwn([.. labels]);
    }

    /// <param name="labels">Nobody else's: it is put in order, and kept where nothing is to be dropped.</param>
    private static LabelSet OfOwn(Label[] labels)
    {
        // Of equal names the order stays, so that the later one can be told.
        if (labels.Length > Few)
        {
            labels = [.. labels.OrderBy(label => label.Name, StringComparer.Ordinal)];
        }
        for (int at = 1; at < labels.Length; at++)
        {
            Label label = labels[at];
            int to = at;
            for (; to > 0 && string.CompareOrdinal(labels[to - 1].Name, label.Name) > 0; to--)
            {
                labels[to] = labels[to - 1];
            }
            labels[to] = label;
        }
        int kept = 0;
        for (int at = 0; at < labels.Length; at++)
        {
            bool isOverlaid = at + 1 < labels.Length && labels[at + 1].Name == labels[at].Name;
            if (!isOverlaid && labels[at].Value.Length > 0)
            {
                labels[kept++] = labels[at];
            }
        }
        return kept == 0 ? Empty : new LabelSet(kept == labels.Length ? labels : labels[..kept]);
    }

    public static LabelSet Of(params (string Name, string Value)[] labels) =>
        Of(labels.Select(label => new Label(label.Name, label.Value)));

    /// <summary>The value of <paramref name="name"/>, or the empty string where there is none.</summary>
    public string this[string name]
    {
        get
        {
            foreach (Label label in _labels)
            {
                if (string.Equals(label.Name, name, StringComparison.Ordinal))
                {
                    return label.Value;
                }
            }
            return "";
        }
    }

    public Label this[int index] => _labels[index];

    public int Count => _labels.Length;

    /// <summary>These labels with <paramref name="other"/>'s laid over them.</summary>
    public LabelSet With(LabelSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.Count == 0 ? this : Count == 0 ? other : OfOwn([.. _labels, .. other._labels]);
    }

    public LabelSet With(string name, string value) => OfOwn([.. _labels, new Label(name, value)]);

    /// <summary>An equal set whose texts are those that <paramref name="shared"/> gives for its own.</summary>
    internal LabelSet WithTexts(Func<string, string> shared) =>
        Count == 0 ? this : new LabelSet(Array.ConvertAll(_labels, label => new Label(shared(label.Name), shared(label.Value))), _hash);

    /// <summary>The labels named in <paramref name="names"/> only.</summary>
    public LabelSet Pick(IReadOnlyCollection<string> names) =>
        Of(_labels.Where(label => names.Contains(label.Name, StringComparer.Ordinal)));

    public LabelSet Without(IReadOnlyCollection<string> names) =>
        Of(_labels.Where(label => !names.Contains(label.Name, StringComparer.Ordinal)));

    public bool Equals(LabelSet? other) =>
        other is not null && _hash == other._hash && _labels.AsSpan().SequenceEqual(other._labels);

    public override bool Equals(object? obj) => Equals(obj as LabelSet);

    public override int GetHashCode() => _hash;

    /// <summary>Ordinal, label by label; the shorter of two with one beginning comes first.</summary>
    public int CompareTo(LabelSet? other)
    {
        if (other is null)
        {
            return 1;
        }
        for (int i = 0; i < Math.Min(_labels.Length, other._labels.Length); i++)
        {
            int order = string.CompareOrdinal(_labels[i].Name, other._labels[i].Name);
            order = order != 0 ? order : string.CompareOrdinal(_labels[i].Value, other._labels[i].Value);
            if (order != 0)
            {
                return order;
            }
        }
        return _labels.Length.CompareTo(other._labels.Length);
    }

    public IEnumerator<Label> GetEnumerator() => ((IEnumerable<Label>)_labels).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _labels.GetEnumerator();

    public static bool operator ==(LabelSet? left, LabelSet? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(LabelSet? left, LabelSet? right) => !(left == right);

    public static bool operator <(LabelSet left, LabelSet right) => left.CompareTo(right) < 0;

    public static bool operator >(LabelSet left, LabelSet right) => left.CompareTo(right) > 0;

    public static bool operator <=(LabelSet left, LabelSet right) => left.CompareTo(right) <= 0;

    public static bool operator >=(LabelSet left, LabelSet right) => left.CompareTo(right) >= 0;

    /// <summary>The exposition form, <c>{a="1",b="2"}</c>, with backslash, quote and newline escaped; empty for no labels.</summary>
    public override string ToString()
    {
        if (_labels.Length == 0)
        {
            return "";
        }
        var text = new StringBuilder("{");
        foreach (Label label in _labels)
        {
            text.Append(text.Length > 1 ? "," : "").Append(label.Name).Append("=\"")
                .Append(label.Value.Replace("\\", "\\\\", StringComparison.Ordinal)
                    .Replace("\"", "\\\"", StringComparison.Ordinal)
                    .Replace("\n", "\\n", StringComparison.Ordinal))
                .Append('"');
        }
        return text.Append('}').ToString();
    }
}
