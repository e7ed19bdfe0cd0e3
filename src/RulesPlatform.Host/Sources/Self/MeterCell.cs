using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Self;

/// <summary>What one instrument measured for one set of labels. Guarded by its instrument's lock.</summary>
/// <param name="bounds">Upper bounds of a histogram's buckets, ascending; empty for any other instrument.</param>
internal sealed class MeterCell(LabelSet labels, double[] bounds)
{
    private readonly long[] _buckets = new long[bounds.Length + 1];
    private long _count;

    public LabelSet Labels => labels;

    /// <summary>Of a histogram, the sum; of a counter, the total; of a gauge, the newest.</summary>
    public double Value { get; set; }

    /// <summary>The round in which an observed value was last told; what is no longer told is no longer reported.</summary>
    public long Round { get; set; }

    public void Record(double value)
    {
        int bucket = Array.BinarySearch(bounds, value);
        _buckets[bucket < 0 ? ~bucket : bucket]++;
        _count++;
        Value += value;
    }

    /// <summary>Buckets are cumulative, <c>le</c> inclusive, the last <c>+Inf</c>.</summary>
    /// <param name="ends">The text of each bound, <c>+Inf</c> at the end.</param>
    public void WriteHistogram(SampleWriter writer, string name, string[] ends)
    {
        long below = 0;
        for (int i = 0; i < ends.Length; i++)
        {
            below += _buckets[i];
            writer.Add(name + "_bucket", labels.With("le", ends[i]), below);
        }
        writer.Add(name + "_count", labels, _count);
        writer.Add(name + "_sum", labels, Value);
    }
}
