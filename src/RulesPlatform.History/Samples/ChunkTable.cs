using Dapper;
using Microsoft.Data.Sqlite;
using RulesPlatform.History.Storage;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.History.Samples;

/// <summary>Writes and reads the table <c>chunks</c>. Reading is safe for many threads, each with a connection of its own.</summary>
internal sealed class ChunkTable(LayoutCache layouts)
{
    /// <summary>Up to this many columns are read one by one.</summary>
    public const int FewColumns = 8;

    public static void Write(WriteConnection connection, int stream, Block block, BlockHeader header, (long Min, long Max) times, int samples)
    {
        connection.Prepare("""
            INSERT INTO chunks (stream_id, first_sequence, last_sequence, min_time, max_time, samples, header, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """, 8).Run(stream, header.Sequences[0], header.Sequences[^1], times.Min, times.Max, samples, block.Header, block.Body);
        foreach (Layout layout in header.Layouts)
        {
            connection.Prepare("UPDATE layouts SET last_sequence = $2 WHERE id = $1", 2).Run(layout.Id, header.Sequences[^1]);
        }
    }

    /// <summary>A stream's chunks that have samples with <paramref name="from"/> ≤ time &lt; <paramref name="to"/>, in arrival order. Each is to be used before the next is asked for.</summary>
    /// <param name="before">Rows from this sequence on are left out: they are read from memory.</param>
    /// <param name="whole">Whether the body is read at once, for many columns, or in ranges, for a few.</param>
    public IEnumerable<BlockColumns> Read(SqliteConnection connection, int stream, long from, long to, long before, bool whole)
    {
        var found = connection.Query<(long Id, byte[] Header)>(
            """
            SELECT id, header FROM chunks
            WHERE stream_id = @stream AND max_time >= @from AND min_time < @to AND last_sequence < @before ORDER BY last_sequence
            """, new { stream, from, to, before });
        foreach ((long id, byte[] bytes) in found)
        {
            var header = BlockHeader.Read(bytes, layout => layouts.Find(connection, layout));
            using var blob = new SqliteBlob(connection, "chunks", "body", id, readOnly: true);
            ReadOnlyMemory<byte> body = whole ? Range(blob, 0, (int)blob.Length) : default;
            yield return new BlockColumns(header, (offset, length) => whole ? body.Slice(offset, length) : Range(blob, offset, length));
        }
    }

    /// <summary>The rows of the chunk of <paramref name="stream"/> that holds <paramref name="sequence"/>; null where there is none.</summary>
    public Row[]? ReadRows(SqliteConnection connection, int stream, long sequence)
    {
        (long First, byte[] Header, byte[] Body) chunk = connection.QueryFirstOrDefault<(long, byte[], byte[])>(
            "SELECT first_sequence, header, body FROM chunks WHERE stream_id = @stream AND last_sequence >= @sequence ORDER BY last_sequence LIMIT 1",
            new { stream, sequence });
        return chunk.Header is null || chunk.First > sequence ? null : ReadRows(connection, chunk.Header, chunk.Body);
    }

    public Row[] ReadRows(SqliteConnection connection, byte[] header, byte[] body) =>
        BlockColumns.Of(new Block(header, body), BlockHeader.Read(header, layout => layouts.Find(connection, layout))).ReadRows();

    public Layout FindLayout(SqliteConnection connection, int id) => layouts.Find(connection, id);

    public static ReadOnlyMemory<byte> Range(SqliteBlob blob, int offset, int length)
    {
        byte[] bytes = new byte[length];
        blob.Seek(offset, SeekOrigin.Begin);
        blob.ReadExactly(bytes);
        return bytes;
    }
}
