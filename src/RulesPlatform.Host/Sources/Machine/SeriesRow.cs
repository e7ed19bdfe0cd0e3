using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Machine;

/// <summary>
/// The series of one thing (a disk, an interface, the machine itself): one metric a column, each interned when it is first used.
/// </summary>
internal sealed class SeriesRow(MetricColumn[] columns, LabelSet labels)
{
    private readonly SeriesId?[] _ids = new SeriesId?[columns.Length];
    private int _generation;

    public SeriesRow(params MetricColumn[] columns) : this(columns, LabelSet.Empty)
    {
    }

    public void Add(MachineSamples samples, int column, double value)
    {
        if (_generation != samples.Generation)
        {
            Array.Clear(_ids);
            _generation = samples.Generation;
        }
        SeriesId id = _ids[column] ??= samples.Intern(
            columns[column].Metric, columns[column].Labels is { } over ? labels.With(over) : labels);
        samples.Add(id, value);
    }
}
