using Dapper;
using Microsoft.Data.Sqlite;
using RulesPlatform.History.Samples;
using RulesPlatform.History.Storage;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.History.Rollups;

/// <summary>One stream's day on its way into the table <c>rollups</c>, some series at a time.</summary>
internal sealed class RollingUp
{
    private const int PartSeries = 2048;
    private const int SeriesAtOnce = 4;

    private readonly WriteConnection _connection;
    private readonly Catalog _catalog;
    private readonly SampleStream _stream;
    private readonly long _day;
    private readonly List<(long Id, BlockHeader Header)> _chunks;
    private readonly int[] _series;
    private readonly Queue<(long Step, string Fold, BlockEncoder Encoder)> _encoding = new();
    private readonly List<(long Step, string Fold, Block Block)> _encoded = [];
    private int _part;
    private int _next;
    private Layout? _layout;
    private FoldedDay[] _days = [];
    private List<(BlockColumns Columns, BlockHeader Header)> _open = [];

    public RollingUp(WriteConnection connection, Catalog catalog, ChunkTable chunks, SampleStream stream, long day)
    {
        (_connection, _catalog, _stream, _day) = (connection, catalog, stream, day);
        _chunks = [.. connection.Raw
            .Query<(long Id, byte[] Header)>(
                "SELECT id, header FROM chunks WHERE stream_id = @Id AND max_time >= @day AND min_time < @end ORDER BY last_sequence",
                new { stream.Id, day, end = day + RollupStep.Day })
            .Select(line => (line.Id, BlockHeader.Read(line.Header, layout => chunks.FindLayout(connection.Raw, layout))))];
        _series = [.. _chunks.SelectMany(chunk => chunk.Header.Columns.Series).Distinct()];
    }

    /// <summary>Does the next piece.</summary>
    /// <returns>False once the whole day is in the table.</returns>
    public bool Advance()
    {
        if (_encoding.TryPeek(out (long Step, string Fold, BlockEncoder Encoder) current))
        {
            if (!current.Encoder.Advance())
            {
                _encoded.Add((current.Step, current.Fold, current.Encoder.Finish()));
                _encoding.Dequeue();
            }
            return true;
        }
        if (_encoded.Count > 0)
        {
            Write();
            return true;
        }
        if (_layout is null)
        {
            return BeginPart();
        }
        FoldSome();
        return true;
    }

    private bool BeginPart()
    {
        if (_part * PartSeries >= _series.Length)
        {
            return false;
        }
        int[] members = _series[(_part * PartSeries)..Math.Min((_part + 1) * PartSeries, _series.Length)];
        _connection.InTransaction(() => _layout = _catalog.LayoutOf(_stream, members), _catalog.Rollback);
        _catalog.Commit();
        _days = [new FoldedDay(_day, RollupStep.FiveMinutes, _layout!), new FoldedDay(_day, RollupStep.Hour, _layout!)];
        _open = [.. _chunks.Select(chunk => (Load(chunk.Id, chunk.Header, members), chunk.Header))];
        _next = 0;
        return true;
    }

    /// <summary>The bytes of the columns that a part needs, read at once: those of its series and the groups that they stand in.</summary>
    private BlockColumns Load(long chunk, BlockHeader header, int[] members)
    {
        var wanted = new HashSet<int>(members);
        int[] columns = [.. Enumerable.Range(0, header.Columns.Series.Length).Where(column => wanted.Contains(header.Columns.Series[column]))];
        if (columns.Length == 0)
        {
            return new BlockColumns(header, (_, _) => ReadOnlyMemory<byte>.Empty);
        }
        int first = header.Starts[BlockEncoder.GroupOf(columns[0]).First];
        int end = header.Starts[Math.Min(BlockEncoder.GroupOf(columns[^1]).End, header.Columns.Series.Length)];
        using var blob = new SqliteBlob(_connection.Raw, "chunks", "body", chunk, readOnly: true);
        ReadOnlyMemory<byte> bytes = ChunkTable.Range(blob, first, end - first);
        return new BlockColumns(header, (offset, length) => bytes.Slice(offset - first, length));
    }

    private void FoldSome()
    {
        int[] members = _layout!.Series;
        for (int end = Math.Min(_next + SeriesAtOnce, members.Length); _next < end; _next++)
        {
            var found = new List<(long Sequence, Sample Sample)>();
            foreach ((BlockColumns columns, BlockHeader header) in _open)
            {
                int column = header.Columns.IndexOf(members[_next]);
                if (column >= 0)
                {
                    found.AddRange(columns.ReadSamples(column).Where(entry => entry.Sample.UnixMs >= _day && entry.Sample.UnixMs < _day + RollupStep.Day));
                }
            }
            List<Sample> samples = SampleOrder.InOrder(found);
            foreach (FoldedDay day in _days)
            {
                day.Add(_next, samples);
            }
        }
        if (_next == members.Length)
        {
            BeginEncoding();
        }
    }

    private void BeginEncoding()
    {
        foreach ((FoldedDay day, long step) in _days.Zip([RollupStep.FiveMinutes, RollupStep.Hour]))
        {
            for (int fold = 0; fold < FoldedDay.Folds.Count; fold++)
            {
                if (fold is 1 or 2 && day.RepeatsMin(fold))
                {
                    continue;
                }
                _encoding.Enqueue((step, FoldedDay.Folds[fold], new BlockEncoder(day.Rows[fold], seeksLeaders: true)));
            }
        }
        _days = [];
        _open = [];
    }

    private void Write()
    {
        long through = _chunks.Max(chunk => chunk.Id);
        _connection.InTransaction(() =>
        {
            _connection.Prepare("DELETE FROM rollups WHERE stream_id = $1 AND day = $2 AND part = $3", 3).Run(_stream.Id, _day, _part);
            foreach ((long step, string fold, Block block) in _encoded)
            {
                _connection.Prepare("""
                    INSERT INTO rollups (stream_id, step, day, part, fold, through_chunk, layout_id, header, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                    """, 9).Run(_stream.Id, step, _day, _part, fold, through, _layout!.Id, block.Header, block.Body);
            }
        });
        _encoded.Clear();
        _layout = null;
        _part++;
    }
}
