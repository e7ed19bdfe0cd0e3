namespace RulesPlatform.Pipeline.Thresholds;

public enum AlertState
{
    Inactive,

    /// <summary>Breached, but not yet for as long as <c>for</c> asks.</summary>
    Pending,

    Firing,

    /// <summary>Firing, no longer breached, and waiting for <c>clear</c> or <c>keepFiringFor</c>; a new breach returns it to Firing.</summary>
    Recovering,
}
