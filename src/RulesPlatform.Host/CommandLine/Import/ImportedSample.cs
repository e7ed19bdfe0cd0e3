using System.Globalization;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.CommandLine.Import;

/// <summary>A sample read from a file.</summary>
internal readonly record struct ImportedSample(SeriesKey Series, double Value, long UnixMs)
{
    /// <summary>One line of the Prometheus text format, with its time.</summary>
    public string ToPrometheusText()
    {
        string value = Value switch
        {
            double.PositiveInfinity => "+Inf",
            double.NegativeInfinity => "-Inf",
            double.NaN => "NaN",
            _ => Value.ToString("R", CultureInfo.InvariantCulture),
        };
        return $"{Series} {value} {UnixMs.ToString(CultureInfo.InvariantCulture)}";
    }
}
