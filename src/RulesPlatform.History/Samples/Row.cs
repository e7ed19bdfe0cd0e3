namespace RulesPlatform.History.Samples;

/// <summary>One target's part of one batch: what a block has for rows.</summary>
/// <param name="Sequence">Of the journal entry that carried it.</param>
/// <param name="SlotMs">The batch's slot, Unix ms.</param>
/// <param name="Values">As long as the layout.</param>
/// <param name="Times">Unix ms, as long as the layout; null when every sample is of the slot.</param>
internal sealed record Row(long Sequence, long SlotMs, Layout Layout, double[] Values, long[]? Times)
{
    public long OldestTime => Times is { Length: > 0 } ? Times.Min() : SlotMs;

    public long NewestTime => Times is { Length: > 0 } ? Times.Max() : SlotMs;

    public long TimeOf(int index) => Times is null ? SlotMs : Times[index];
}
