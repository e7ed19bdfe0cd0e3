using RulesPlatform.Host.Sources.Probes;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.HealthChecks;

/// <summary>Writes health reports, and remembers the series of the newest: those that later reports leave out are forgotten. Not thread-safe.</summary>
internal sealed class HealthSeries
{
    private readonly ProbeSeries _status = new("health_status");
    private readonly ProbeSeries _duration = new("health_duration_seconds");
    private Dictionary<(string Metric, string Check, string Key), ProbeSeries> _known = [];
    private Dictionary<(string Metric, string Check, string Key), ProbeSeries> _written = [];

    public void Write(SampleWriter writer, HealthReport report)
    {
        _written.Clear();
        _status.Write(writer, report.Status);
        _duration.WriteWhereKnown(writer, report.Duration?.TotalSeconds);
        foreach (HealthEntry entry in report.Entries)
        {
            Of("health_check_status", entry.Name).Write(writer, entry.Status);
            if (entry.Duration is { } duration)
            {
                Of("health_check_duration_seconds", entry.Name).Write(writer, duration.TotalSeconds);
            }
            foreach ((string key, double value) in entry.Data)
            {
                Of("health_check_data", entry.Name, key).Write(writer, value);
            }
        }
        (_known, _written) = (_written, _known);
    }

    private ProbeSeries Of(string metric, string check, string key = "")
    {
        if (!_known.TryGetValue((metric, check, key), out ProbeSeries? series))
        {
            series = new ProbeSeries(metric, LabelSet.Of(("check", check), ("key", key)));
        }
        _written[(metric, check, key)] = series;
        return series;
    }
}
