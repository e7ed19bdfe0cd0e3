using RulesPlatform.Host.Api.Answers;
using RulesPlatform.History.Reading;
using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Host.Api.Reports;

/// <summary>Series or signals over a range.</summary>
/// <param name="Step">Null for samples as they are.</param>
/// <param name="Limit">The most series.</param>
internal sealed record SeriesQuery(string Text, Selector Selector, DateTimeOffset From, DateTimeOffset To, TimeSpan? Step, StepFold Fold, int Limit)
{
    public const int MostPoints = 50_000;

    /// <summary>Null where nothing matches.</summary>
    public QueryAnswer? Answer(PlatformReading reading)
    {
        Selector asked = Selector;
        IReadOnlyList<StoredSeries> found = reading.Archive.Series(asked.Metric, asked.Matchers, Limit + 1);
        if (found.Count == 0 && asked.Metric is { } name && !name.StartsWith("signal:", StringComparison.Ordinal))
        {
            asked = asked with { Metric = $"signal:{name}" };
            found = reading.Archive.Series(asked.Metric, asked.Matchers, Limit + 1);
        }
        return found.Count == 0
            ? null
            : new QueryAnswer(
                Text, From, To, Step?.TotalSeconds, Step is null ? "none" : Fold.ToString().ToLowerInvariant(),
                [.. found.Take(Limit).Select(series => Of(reading, series))], Math.Max(0, found.Count - Limit));
    }

    private QuerySeries Of(PlatformReading reading, StoredSeries series)
    {
        SignalDefinition? signal = SignalOf(reading, series.Key);
        IReadOnlyList<PointAnswer> expected = signal?.Baseline is null
            ? []
            : [.. reading.Archive.Series($"{series.Key.Metric}:expected", [], int.MaxValue).Where(one => one.Key.Labels == series.Key.Labels).Take(1).SelectMany(one => PointsOf(reading, one.Id))];
        return new QuerySeries(
            series.Key.Metric, Plain.Labels(series.Key.Labels), signal?.Unit, PointsOf(reading, series.Id), expected,
            signal is null ? [] : LevelsOf(reading, signal, series.Key.Labels));
    }

    private static SignalDefinition? SignalOf(PlatformReading reading, SeriesKey key) =>
        !key.Metric.StartsWith("signal:", StringComparison.Ordinal)
            ? null
            : reading.Rules?.Groups.SelectMany(group => group.Signals).FirstOrDefault(signal => key.Metric == $"signal:{signal.Name}");

    private static IReadOnlyList<LevelAnswer> LevelsOf(PlatformReading reading, SignalDefinition signal, LabelSet labels)
    {
        ThresholdRule[] rules = [.. reading.Rules!.Rules.Where(rule => rule.Signal == signal.Name && rule.Levels.Names.Count > 0)];
        ThresholdLevels levels = rules.Length > 0 ? rules[0].Levels : ThresholdLevels.None;
        double[] values = levels.For(labels);
        return [.. levels.Names.Select((name, i) => new LevelAnswer(name, Plain.Number(values[i]), levels.SourceOf(name, labels)))];
    }

    private List<PointAnswer> PointsOf(PlatformReading reading, SeriesId series)
    {
        (long from, long to) = (From.ToUnixTimeMilliseconds(), To.ToUnixTimeMilliseconds());
        if (Step is not { } step)
        {
            return [.. reading.Archive.Samples(series, from - 1, to).TakeLast(MostPoints).Select(Plain.Point)];
        }
        return Fold is StepFold.Last or StepFold.Rate or StepFold.Increase
            ? Folded(reading.Archive.Samples(series, from - 1, to), step)
            : [.. reading.Archive.Chart(series, from, to + 1, step).Select(point => new PointAnswer(DateTimeOffset.FromUnixTimeMilliseconds(point.UnixMs), Plain.Number(Value(point))))];
    }

    private double Value(ChartPoint point) => Fold switch
    {
        StepFold.Min => point.Min,
        StepFold.Max => point.Max,
        StepFold.Sum => point.Sum,
        StepFold.Count => point.Count,
        _ => point.Average,
    };

    /// <summary>A rise counts in the step where it ends, so that none falls between two steps; a drop counts the new value.</summary>
    private List<PointAnswer> Folded(IReadOnlyList<Sample> samples, TimeSpan step)
    {
        long stepMs = (long)step.TotalMilliseconds;
        var points = new List<PointAnswer>();
        Sample? before = null;
        foreach (IGrouping<long, Sample> group in samples.Where(sample => double.IsFinite(sample.Value)).GroupBy(sample => sample.UnixMs - sample.UnixMs % stepMs))
        {
            (double increase, double seconds) = (0, 0);
            foreach (Sample sample in group)
            {
                if (before is { } last)
                {
                    increase += sample.Value >= last.Value ? sample.Value - last.Value : sample.Value;
                    seconds += (sample.UnixMs - last.UnixMs) / 1000.0;
                }
                before = sample;
            }
            double value = Fold switch
            {
                StepFold.Last => before!.Value.Value,
                StepFold.Increase => seconds > 0 ? increase : double.NaN,
                _ => seconds > 0 ? increase / seconds : double.NaN,
            };
            if (!double.IsNaN(value))
            {
                points.Add(new PointAnswer(DateTimeOffset.FromUnixTimeMilliseconds(group.Key), value));
            }
        }
        return points;
    }
}
