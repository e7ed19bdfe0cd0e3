using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.History.Reading;

public sealed record StoredSeries(SeriesId Id, SeriesKey Key);
