using CsCheck;
using RulesPlatform.History.Columns;

namespace RulesPlatform.History.Tests.Columns;

[TestClass]
public sealed class IntegerColumnTests
{
    private static readonly Gen<long> _numbers = Gen.OneOf(Gen.Long, Gen.Long[-3, 3], Gen.Long[0, 1_000_000], Gen.Const(long.MinValue), Gen.Const(long.MaxValue));

    [TestMethod]
    public void Gives_back_every_column_of_integers() => _numbers.Array[0, 200].Sample(numbers => Back(numbers).SequenceEqual(numbers), iter: 2000);

    [TestMethod]
    public void Gives_back_mostly_zero_columns() =>
        Gen.Frequency((20, Gen.Const(0L)), (1, Gen.Long[-1000, 1000])).Array[1, 300].Sample(numbers => Back(numbers).SequenceEqual(numbers), iter: 2000);

    [TestMethod]
    public void Follows_a_leader_exactly() => Gen.Select(_numbers.Array[50], _numbers.Array[50]).Sample((numbers, leader) =>
    {
        var writer = new BitWriter();
        IntegerColumn.WriteAs(writer, Predictor.Follow, numbers, leader, new ulong[50]);
        writer.Align();
        long[] back = new long[50];
        var reader = new BitReader(writer.Written);
        IntegerColumn.Read(ref reader, Predictor.Follow, back, leader);
        return back.SequenceEqual(numbers);
    });

    [TestMethod]
    [DataRow(1000, 0, 4, DisplayName = "a constant costs a few bytes")]
    [DataRow(1000, 7, 8, DisplayName = "a steady counter costs little more")]
    public void Is_short_for_what_is_regular(long start, long step, int atMost)
    {
        var writer = new BitWriter();
        IntegerColumn.Write(writer, [.. Enumerable.Range(0, 120).Select(i => start + i * step)]);
        writer.Align();
        Assert.IsLessThanOrEqualTo(atMost, writer.Length);
    }

    [TestMethod]
    public void Refuses_bytes_that_were_cut_short()
    {
        var writer = new BitWriter();
        IntegerColumn.Write(writer, [.. Enumerable.Range(0, 120).Select(i => (long)(i * i * 31 % 997))]);
        writer.Align();
        byte[] cut = writer.Written[..(writer.Length / 2)].ToArray();
        Assert.ThrowsExactly<InvalidDataException>(() =>
        {
            var reader = new BitReader(cut);
            IntegerColumn.Read(ref reader, 120);
        });
    }

    private static long[] Back(long[] numbers)
    {
        var writer = new BitWriter();
        IntegerColumn.Write(writer, numbers);
        writer.Align();
        var reader = new BitReader(writer.Written);
        return IntegerColumn.Read(ref reader, numbers.Length);
    }
}
