namespace RulesPlatform.History.Samples;

/// <summary>Everything of one stream that is not sealed, at one moment.</summary>
/// <param name="From">Older sequences are in chunks.</param>
internal sealed record UnsealedRows(IReadOnlyList<MiniBlock> Packed, IReadOnlyList<Row> Loose, long From)
{
    /// <summary><see cref="long.MaxValue"/> where there is nothing.</summary>
    public long OldestTime => Math.Min(
        Packed.Count == 0 ? long.MaxValue : Packed.Min(mini => mini.OldestTime), Loose.Count == 0 ? long.MaxValue : Loose.Min(row => row.OldestTime));
}
