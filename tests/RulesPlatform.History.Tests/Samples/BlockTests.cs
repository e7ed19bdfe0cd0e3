using CsCheck;
using RulesPlatform.History.Samples;
using RulesPlatform.History.Tests.World;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.History.Tests.Samples;

[TestClass]
public sealed class BlockTests
{
    private static readonly double[] _oddities =
    [
        double.NaN, BitConverter.UInt64BitsToDouble(0xFFF8_0000_0000_0007), BitConverter.UInt64BitsToDouble(0x7FF0_0000_0000_0001), Staleness.Marker,
        -0.0, 0.0, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue, 1e-12, 9007199254740993, 0.1 + 0.2,
    ];

    private static readonly Gen<double> _odd = Gen.Int[0, _oddities.Length - 1].Select(i => _oddities[i]);

    private static readonly Gen<double> _values = Gen.Frequency(
        (5, Gen.Int[0, 5].Select(i => (double)i)), (5, Gen.Int[-100_000, 100_000].Select(i => i / 100.0)), (2, Gen.Double),
        (1, _odd), (1, Gen.ULong.Select(BitConverter.UInt64BitsToDouble)));

    private static readonly Layout[] _layouts = [new(1, [4, 5, 6]), new(2, [4, 6]), new(3, [6, 5, 4, 9]), new(4, [7, 7, 4])];

    [TestMethod]
    public void Gives_back_one_kind_of_column_bit_for_bit() => _values.Array[1, 150].Sample(
        values => RoundTrips([.. values.Select((value, i) => new Row(i + 1, i * 15_000, _layouts[0], [value, -value, value * 3], null))]), iter: 1000);

    [TestMethod]
    public void Gives_back_rows_of_changing_layouts_and_times() => Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Gen.Long[-5, 5], _values.Array[4]).Array[1, 60].Sample(
        rows => RoundTrips([.. rows.Select((row, i) => RowOf(i, _layouts[row.Item1], row.Item2, row.Item3, row.Item4))]), iter: 500);

    [TestMethod]
    public void Reads_one_column_as_the_rows_have_it()
    {
        var mix = new LoadMix(5, 100);
        var layout = new Layout(1, [.. Enumerable.Range(100, 100)]);
        Row[] rows = [.. Enumerable.Range(0, 120).Select(i => new Row(i + 1, i * 15_000, layout, mix.Next(), null))];
        Block block = BlockEncoder.Encode(rows, seeksLeaders: true);
        var header = BlockHeader.Read(block.Header, _ => layout);
        for (int column = 0; column < 100; column++)
        {
            var alone = BlockColumns.Of(block, header).ReadSamples(column).ToList();
            CollectionAssert.AreEqual(Bits.Of(rows.Select(row => row.Values[column])), Bits.Of(alone.Select(entry => entry.Sample.Value)));
        }
    }

    [TestMethod]
    [DataRow(120, 1.25)]
    [DataRow(24, 1.55)]
    public void Needs_few_bytes_a_sample_on_the_mix(int rowCount, double atMost)
    {
        var mix = new LoadMix(42, 1000);
        var layout = new Layout(1, [.. Enumerable.Range(0, 1000)]);
        Row[] rows = [.. Enumerable.Range(0, rowCount).Select(i => new Row(i + 1, i * 15_000, layout, mix.Next(), null))];
        Block block = BlockEncoder.Encode(rows, seeksLeaders: true);
        double perSample = (block.Header.Length + block.Body.Length) / (1000.0 * rowCount);
        Assert.IsLessThanOrEqualTo(atMost, perSample);
        Assert.IsTrue(RoundTrips(rows));
    }

    [TestMethod]
    public void A_time_of_the_target_costs_next_to_nothing()
    {
        var mix = new LoadMix(42, 200);
        var layout = new Layout(1, [.. Enumerable.Range(0, 200)]);
        var jitter = new Random(1);
        double[][] values = [.. Enumerable.Range(0, 120).Select(_ => mix.Next())];
        long[][] times = [.. Enumerable.Range(0, 120).Select(i => Enumerable.Repeat(i * 15_000L + jitter.Next(-5, 6), 200).ToArray())];
        int plain = Size([.. values.Select((row, i) => new Row(i + 1, i * 15_000, layout, row, null))]);
        int timed = Size([.. values.Select((row, i) => new Row(i + 1, i * 15_000, layout, row, times[i]))]);
        Assert.IsLessThanOrEqualTo(plain + 120, timed);
    }

    [TestMethod]
    public void Says_that_a_damaged_header_is_damaged()
    {
        Block block = BlockEncoder.Encode([new Row(1, 0, _layouts[0], [1, 2, 3], null)], seeksLeaders: true);
        Assert.ThrowsExactly<InvalidDataException>(() => BlockHeader.Read(block.Header.AsSpan(0, 3), _ => _layouts[0]));
        byte[] newer = [9, .. block.Header[1..]];
        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => BlockHeader.Read(newer, _ => _layouts[0])).Message, "version 9");
    }

    private static int Size(Row[] rows) =>
        BlockEncoder.Encode(rows, seeksLeaders: true) is var block ? block.Header.Length + block.Body.Length : 0;

    private static Row RowOf(int index, Layout layout, int timing, long offset, double[] values)
    {
        long slot = index * 15_000L;
        int count = layout.Series.Length;
        long[]? times = timing switch
        {
            0 => null,
            1 => [.. Enumerable.Repeat(slot + offset, count)],
            _ => [.. Enumerable.Range(0, count).Select(i => slot + offset * i)],
        };
        return new Row(index + 1, slot, layout, values[..count], times);
    }

    private static bool RoundTrips(Row[] rows)
    {
        foreach (bool seeksLeaders in new[] { false, true })
        {
            Block block = BlockEncoder.Encode(rows, seeksLeaders);
            Row[] back = BlockColumns.Of(block, BlockHeader.Read(block.Header, id => rows.First(row => row.Layout.Id == id).Layout)).ReadRows();
            for (int i = 0; i < rows.Length; i++)
            {
                bool same = back[i].Sequence == rows[i].Sequence && back[i].SlotMs == rows[i].SlotMs && back[i].Layout == rows[i].Layout
                    && Bits.Of(back[i].Values).SequenceEqual(Bits.Of(rows[i].Values))
                    && Enumerable.Range(0, rows[i].Values.Length).All(at => back[i].TimeOf(at) == rows[i].TimeOf(at));
                if (!same)
                {
                    return false;
                }
            }
        }
        return true;
    }
}
