namespace RulesPlatform.Pipeline.Cycle;

/// <summary>The cycle's whole state after an entry.</summary>
/// <param name="Through">Sequence of the last entry that is in it.</param>
/// <param name="Format">Version of the layout: another version's state is not read; the cycle then starts from the alert book and the samples.</param>
public sealed record Checkpoint(long Through, int Format, string Revision, ReadOnlyMemory<byte> State);
