using RulesPlatform.History.Storage;

namespace RulesPlatform.History.Samples;

/// <summary>
/// What the writer does when nothing waits: packs rows in memory, seals chunks, frees the journal of what is sealed. Work comes in pieces
/// of well under a millisecond for usual targets, and in transactions of bounded size. Writer's thread only.
/// </summary>
/// <param name="written">Told the stream and the oldest and newest time of each chunk.</param>
internal sealed class Sealer(WriteConnection connection, Head head, Action<int, long, long> written)
{
    /// <summary>Chunks are committed together up to this size: small targets share a commit, a large one has its own.</summary>
    private const int CommitBytes = 256 * 1024;

    /// <summary>Journal rows freed in one transaction.</summary>
    private const int FreedTogether = 8;

    private readonly List<Sealing> _ready = [];
    private Sealing? _current;

    /// <summary>Does the next piece.</summary>
    /// <param name="everything">Also seals what could wait for more rows.</param>
    /// <returns>False where nothing is due.</returns>
    public bool Step(bool everything)
    {
        if (_current is { } current)
        {
            if (!current.Advance())
            {
                _ready.Add(current);
                _current = null;
                if (_ready.Sum(sealing => sealing.Block!.Body.Length) >= CommitBytes)
                {
                    Commit();
                }
            }
            return true;
        }
        if (head.PackOne())
        {
            return true;
        }
        if (head.NextDue(everything) is (var stream, var rows))
        {
            _current = new Sealing(stream, rows);
            return true;
        }
        if (_ready.Count > 0)
        {
            Commit();
            return true;
        }
        return FreeJournal();
    }

    private void Commit()
    {
        connection.InTransaction(() =>
        {
            foreach (Sealing sealing in _ready)
            {
                ChunkTable.Write(connection, sealing.Stream.Id, sealing.Block!, sealing.Header, sealing.Times, sealing.Samples);
            }
        });
        foreach (Sealing sealing in _ready)
        {
            sealing.Done();
            head.Sealed(sealing.Stream, sealing.Header.Sequences);
            written(sealing.Stream.Id, sealing.Times.Min, sealing.Times.Max);
        }
        _ready.Clear();
    }

    private bool FreeJournal()
    {
        List<(long Sequence, StreamKind Kind)> bare = head.TakeBare(FreedTogether);
        if (bare.Count == 0)
        {
            return false;
        }
        connection.InTransaction(
            () =>
            {
                foreach ((long sequence, StreamKind kind) in bare)
                {
                    connection.Prepare(
                        kind == StreamKind.Samples
                            ? "DELETE FROM unsealed_samples WHERE sequence = $1"
                            : "DELETE FROM unsealed_signals WHERE sequence = $1", 1).Run(sequence);
                }
            },
            () => head.PutBack(bare));
        return true;
    }
}
