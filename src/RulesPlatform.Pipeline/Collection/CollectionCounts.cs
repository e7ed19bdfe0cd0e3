namespace RulesPlatform.Pipeline.Collection;

/// <summary>What one job's collection came to since the process started. Every number only grows.</summary>
/// <param name="Asked">Targets asked: one per target and slot, retries not counted.</param>
/// <param name="Failed">Targets that were down for a slot.</param>
/// <param name="Late">Targets that settled after their slot's first batch was handed over.</param>
/// <param name="Retries">Targets that were asked a second time inside the slot.</param>
/// <param name="RetriesThatSucceeded">Of those, the ones that answered then.</param>
/// <param name="Duplicates">Samples left out because their answer had given the same series and time before; the first one counts.</param>
/// <param name="Misfires">Slots that were refused because the job was still busy with an earlier one.</param>
public sealed record CollectionCounts(
    long Asked, long Failed, long Late, long Retries, long RetriesThatSucceeded, long Duplicates, long Misfires)
{
    public static CollectionCounts None { get; } = new(0, 0, 0, 0, 0, 0, 0);
}
