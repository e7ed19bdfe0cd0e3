namespace RulesPlatform.Host.Api.Live;

/// <param name="Name"><c>collection_rate</c>, <c>analysis_accuracy</c>, <c>response_time</c> or <c>recovery_effectiveness</c>.</param>
/// <param name="Value">NaN while there is nothing to compute it from.</param>
/// <param name="Detail">What it is made of, in one line.</param>
internal sealed record KpiReading(string Name, double Value, string Unit, string Detail);
