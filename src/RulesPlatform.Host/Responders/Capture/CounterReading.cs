namespace RulesPlatform.Host.Responders.Capture;

/// <summary>One event counter of a .NET runtime.</summary>
/// <param name="Value">The mean of a gauge, or the increase over the interval of a counter.</param>
/// <param name="Unit">As the runtime tells it; may be empty.</param>
/// <param name="IsIncrease">Whether <paramref name="Value"/> is an increase over about a second.</param>
internal readonly record struct CounterReading(string Name, string Title, double Value, string Unit, bool IsIncrease);
