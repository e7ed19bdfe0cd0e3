using Microsoft.Data.Sqlite;
using RulesPlatform.History.Rollups;
using RulesPlatform.History.Samples;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.History.Reading;

/// <summary>
/// Charts of many series in one pass: a chunk's header is read once for all of them. A series whose samples do not lie in order, late or told
/// twice, is folded again by itself.
/// </summary>
internal sealed class ChartQuery(SqliteConnection connection, ChunkTable chunks, IReadOnlyList<int> series, long from, long to, long step)
{
    private readonly ChartFold[] _folds = [.. series.Select(_ => new ChartFold(step))];

    /// <summary>By index into the series asked for.</summary>
    public IReadOnlyList<ChartPoint>[] Run(IReadOnlyList<StreamPart> parts)
    {
        var streamsOf = parts.SelectMany(part => part.Members.Select(member => (part, member))).ToLookup(pair => pair.member, pair => pair.part);
        foreach (StreamPart part in parts)
        {
            int[] alone = [.. part.Members.Where(member => streamsOf[member].Count() == 1)];
            if (alone.Length > 0)
            {
                Fold(part with { Members = alone });
            }
        }
        return [.. series.Select((_, member) => streamsOf[member].Count() <= 1 && _folds[member].IsOrdered ? _folds[member].Points() : Sorted(member, [.. streamsOf[member]]))];
    }

    private void Fold(StreamPart part)
    {
        long at = from;
        foreach (long day in RollupTable.Days(connection, part.Stream, part.Rows, from, to, step))
        {
            FoldChunks(part, at, day);
            RollupTable.Fold(connection, chunks, part.Stream, day, step, Columns(part), _folds);
            at = day + RollupStep.Day;
        }
        FoldChunks(part, at, to);
        foreach (MiniBlock mini in part.Rows.Packed)
        {
            FoldBlock(BlockColumns.Of(mini.Block, mini.Header()), Columns(part), from, to);
        }
        foreach (Row row in part.Rows.Loose)
        {
            FoldRow(row, part);
        }
    }

    private void FoldChunks(StreamPart part, long begin, long end)
    {
        if (begin < end)
        {
            foreach (BlockColumns block in chunks.Read(connection, part.Stream, begin, end, part.Rows.From, whole: part.Members.Count > ChunkTable.FewColumns))
            {
                FoldBlock(block, Columns(part), begin, end);
            }
        }
    }

    private void FoldBlock(BlockColumns block, IReadOnlyList<(int Series, int Member)> wanted, long begin, long end)
    {
        foreach ((int id, int member) in wanted)
        {
            int column = block.Header.Columns.IndexOf(id);
            if (column >= 0)
            {
                ChartFold fold = _folds[member];
                block.Visit(column, begin, end, fold.Add);
            }
        }
    }

    private void FoldRow(Row row, StreamPart part)
    {
        foreach (int member in part.Members)
        {
            var found = new List<(long Sequence, Sample Sample)>();
            SampleOrder.FromRow(row, series[member], from - 1, to - 1, found);
            found.ForEach(entry => _folds[member].Add(entry.Sample.UnixMs, entry.Sample.Value));
        }
    }

    private List<ChartPoint> Sorted(int member, IReadOnlyList<StreamPart> parts)
    {
        var fold = new ChartFold(step);
        long at = from;
        long[] days = parts.Count == 1 ? [.. RollupTable.Days(connection, parts[0].Stream, parts[0].Rows, from, to, step)] : [];
        foreach (long day in days)
        {
            FoldSorted(fold, member, parts, at, day);
            RollupTable.Fold(connection, chunks, parts[0].Stream, day, step, [(series[member], 0)], [fold]);
            at = day + RollupStep.Day;
        }
        FoldSorted(fold, member, parts, at, to);
        return fold.Points();
    }

    private void FoldSorted(ChartFold fold, int member, IReadOnlyList<StreamPart> parts, long begin, long end)
    {
        foreach (Sample sample in SampleOrder.Read(connection, chunks, parts, series[member], begin - 1, end - 1))
        {
            fold.Add(sample.UnixMs, sample.Value);
        }
    }

    private List<(int Series, int Member)> Columns(StreamPart part) => [.. part.Members.Select(member => (series[member], member))];
}
