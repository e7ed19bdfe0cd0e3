using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Machine;

/// <summary>
/// Samples of one section at a time, kept back until the section is through, so that half a section is never written. Reused from
/// slot to slot; adding to a known series allocates nothing. Not thread-safe.
/// </summary>
internal sealed class MachineSamples
{
    private static readonly SeriesId LeftOut = new(-1);

    private SampleWriter? _writer;
    private SeriesTable? _table;
    private LabelSet? _targetLabels;
    private SeriesId[] _series = new SeriesId[256];
    private double[] _values = new double[256];
    private int _count;

    /// <summary>Raised when series ids of before mean nothing any more: another table, other target labels. Never 0 once begun.</summary>
    public int Generation { get; private set; }

    public void Begin(SampleWriter writer)
    {
        if (!ReferenceEquals(_table, writer.Table) || !writer.TargetLabels.Equals(_targetLabels))
        {
            (_table, _targetLabels) = (writer.Table, writer.TargetLabels);
            Generation++;
        }
        _writer = writer;
        _count = 0;
    }

    /// <summary>A series under the target's labels; <see cref="LeftOut"/> where the job's filters do not keep the metric.</summary>
    public SeriesId Intern(string metric, LabelSet labels) =>
        _writer!.TryResolve(metric, labels, LabelClash.OursReplaces, out SeriesId series) ? series : LeftOut;

    public void Add(SeriesId series, double value)
    {
        if (series == LeftOut)
        {
            return;
        }
        if (_count == _series.Length)
        {
            Array.Resize(ref _series, _count * 2);
            Array.Resize(ref _values, _count * 2);
        }
        _series[_count] = series;
        _values[_count++] = value;
    }

    /// <summary>Hands what was added over to the writer.</summary>
    /// <exception cref="SourceFaultException">More samples than the guard allows.</exception>
    public void Commit()
    {
        for (int i = 0; i < _count; i++)
        {
            _writer!.Add(_series[i], _values[i]);
        }
        _count = 0;
    }

    public void Discard() => _count = 0;
}
