using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Self;

/// <summary>The tags of one measurement in the order they were given, found again by a span without allocating.</summary>
internal sealed class TagSet
{
    private readonly KeyValuePair<string, object?>[] _tags;

    private TagSet(ReadOnlySpan<KeyValuePair<string, object?>> tags) => _tags = tags.ToArray();

    /// <summary>As labels: names made valid, values in invariant text, empty ones left out.</summary>
    public static LabelSet LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new Label[tags.Length];
        for (int i = 0; i < tags.Length; i++)
        {
            labels[i] = new Label(MetricNames.Sanitize(tags[i].Key), Convert.ToString(tags[i].Value, CultureInfo.InvariantCulture) ?? "");
        }
        return LabelSet.Of(labels);
    }

    internal sealed class Equality : IEqualityComparer<TagSet>, IAlternateEqualityComparer<ReadOnlySpan<KeyValuePair<string, object?>>, TagSet>
    {
        public static readonly Equality Instance = new();

        public bool Equals(TagSet? left, TagSet? right) => ReferenceEquals(left, right) || (left is not null && right is not null && Equals(left._tags, right));

        public bool Equals(ReadOnlySpan<KeyValuePair<string, object?>> alternate, TagSet other)
        {
            if (alternate.Length != other._tags.Length)
            {
                return false;
            }
            for (int i = 0; i < alternate.Length; i++)
            {
                if (alternate[i].Key != other._tags[i].Key || !object.Equals(alternate[i].Value, other._tags[i].Value))
                {
                    return false;
                }
            }
            return true;
        }

        public int GetHashCode([DisallowNull] TagSet tags) => GetHashCode(tags._tags);

        public int GetHashCode(ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var hash = new HashCode();
            foreach ((string name, object? value) in tags)
            {
                hash.Add(name);
                hash.Add(value);
            }
            return hash.ToHashCode();
        }

        public TagSet Create(ReadOnlySpan<KeyValuePair<string, object?>> alternate) => new(alternate);
    }
}
