using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Collection;

/// <summary>What a target had before the restart.</summary>
internal sealed class RememberedTarget
{
    public HashSet<int> Series { get; } = [];

    public bool WasDown { get; private set; }

    /// <summary>Applies a stored report: an answer replaces what was known, a failure adds the synthetic series, end markers take away.</summary>
    /// <param name="isFirst">False for a second report of one address in one batch, which adds to the first.</param>
    public void Apply(SampleBatch batch, TargetReport report, bool isFirst)
    {
        WasDown = !report.IsUp;
        if (report.IsUp && isFirst)
        {
            Series.Clear();
        }
        for (int i = report.First; i < report.First + report.Count; i++)
        {
            if (Staleness.IsMarker(batch.Values[i]))
            {
                Series.Remove(batch.Series[i]);
            }
            else if (batch.TimeOf(i) == batch.Slot.UnixMs)
            {
                Series.Add(batch.Series[i]);
            }
        }
    }
}
