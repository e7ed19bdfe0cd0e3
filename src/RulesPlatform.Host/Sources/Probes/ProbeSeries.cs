using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Probes;

/// <summary>A series that is looked up when it is first written and known from then on, as long as the writer stays the same. Not thread-safe.</summary>
internal sealed class ProbeSeries(string metric, LabelSet labels)
{
    private SampleWriter? _knownTo;
    private bool _isKept;
    private SeriesId _id;

    public ProbeSeries(string metric) : this(metric, LabelSet.Empty)
    {
    }

    public ProbeSeries(string metric, string label, string value) : this(metric, LabelSet.Of((label, value)))
    {
    }

    /// <exception cref="SourceFaultException">A guard on the number of samples or on labels is broken.</exception>
    public void Write(SampleWriter writer, double value)
    {
        if (!ReferenceEquals(_knownTo, writer))
        {
            _isKept = writer.TryResolve(metric, labels, LabelClash.OursReplaces, out _id);
            _knownTo = writer;
        }
        if (_isKept)
        {
            writer.Add(_id, value);
        }
        else
        {
            writer.Drop();
        }
    }

    public void Write(SampleWriter writer, bool value) => Write(writer, value ? 1 : 0);

    /// <summary>Null writes nothing: what was not seen has no value.</summary>
    public void WriteWhereKnown(SampleWriter writer, double? value)
    {
        if (value is { } known)
        {
            Write(writer, known);
        }
    }
}
