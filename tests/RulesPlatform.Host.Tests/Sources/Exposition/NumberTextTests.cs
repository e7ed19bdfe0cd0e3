using System.Globalization;
using System.Text;
using RulesPlatform.Host.Sources.Exposition;

namespace RulesPlatform.Host.Tests.Sources.Exposition;

[TestClass]
public sealed class NumberTextTests
{
    private const int Texts = 2_000_000;

    [DataRow("0", 0.0)]
    [DataRow("-0", -0.0)]
    [DataRow("1", 1.0)]
    [DataRow("+1.5", 1.5)]
    [DataRow(".5", 0.5)]
    [DataRow("5.", 5.0)]
    [DataRow("1e3", 1000.0)]
    [DataRow("1E-3", 0.001)]
    [DataRow("1.7976931348623157e308", double.MaxValue)]
    [DataRow("4.9e-324", double.Epsilon)]
    [DataRow("2.4703282292062327e-324", 0.0, DisplayName = "just below half of the smallest")]
    [DataRow("9007199254740993", 9007199254740992.0, DisplayName = "a tie goes to even")]
    [DataRow("9007199254740993.0000000000000000000000000000000000000001", 9007199254740994.0, DisplayName = "a hair above a tie")]
    [DataRow("0.000000000000000000000000000000000000000000001", 1e-45)]
    [DataRow("1e999", double.PositiveInfinity)]
    [DataRow("0e999999999", 0.0)]
    [DataRow("1e-999999999", 0.0)]
    [DataRow("NaN", double.NaN)]
    [DataRow("nan", double.NaN)]
    [DataRow("+Inf", double.PositiveInfinity)]
    [DataRow("-inf", double.NegativeInfinity)]
    [DataRow("Infinity", double.PositiveInfinity)]
    [DataRow("0x10", 16.0)]
    [DataRow("-0x1.8p1", -3.0)]
    [DataRow("0x1p-1074", double.Epsilon)]
    [DataRow("0x1p-1075", 0.0, DisplayName = "half of the smallest is a tie and goes to even")]
    [DataRow("0x1.0000000000001p-1075", double.Epsilon)]
    [DataRow("0x1.fffffffffffffp1023", double.MaxValue)]
    [DataRow("0x1.fffffffffffff8p1023", double.PositiveInfinity)]
    [DataRow("0x1.00000000000008p0", 1.0)]
    [DataRow("0x1.000000000000080000000000000000000001p0", 1.0000000000000002)]
    [DataRow("0x1.8p999999999", double.PositiveInfinity)]
    [TestMethod]
    public void Reads_what_expositions_write(string text, double expected)
    {
        Assert.IsTrue(NumberText.TryRead(Encoding.ASCII.GetBytes(text), out double value, out int length));
        Assert.AreEqual((text.Length, Bits(expected)), (length, Bits(value)));
    }

    [DataRow("")]
    [DataRow("-")]
    [DataRow(".")]
    [DataRow("e5")]
    [DataRow("1e")]
    [DataRow("1e+")]
    [DataRow("0x")]
    [DataRow("0xg")]
    [DataRow("0x1p")]
    [DataRow("10x5")]
    [DataRow("-nan")]
    [DataRow("one")]
    [TestMethod]
    public void Refuses_what_is_no_number(string text) => Assert.IsFalse(NumberText.TryRead(Encoding.ASCII.GetBytes(text), out _, out _));

    [DataRow("12 34", 2)]
    [DataRow("1_000", 1)]
    [DataRow("1.5\n", 3)]
    [DataRow("InfX", 3)]
    [TestMethod]
    public void Stops_where_the_number_ends(string text, int expected)
    {
        Assert.IsTrue(NumberText.TryRead(Encoding.ASCII.GetBytes(text), out _, out int length));
        Assert.AreEqual(expected, length);
    }

    [TestMethod]
    public void Agrees_with_the_base_library_bit_for_bit_on_two_million_texts()
    {
        var random = new Random(20261124);
        Span<byte> text = stackalloc byte[64];
        for (int i = 0; i < Texts; i++)
        {
            int length = Write(random, text);
            double expected = double.Parse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture);
            bool isRead = NumberText.TryRead(text[..length], out double value, out int read);
            if (!isRead || read != length || Bits(value) != Bits(expected))
            {
                Assert.Fail($"text {i}, '{Encoding.ASCII.GetString(text[..length])}': {value:R} is not {expected:R}");
            }
        }
    }

    /// <summary>In turn: a double as printed, a decimal of any length with or without an exponent, a whole number, a short decimal, and one next to a tie.</summary>
    private static int Write(Random random, Span<byte> text)
    {
        int written;
        switch (random.Next(5))
        {
            case 0:
                BitConverter.Int64BitsToDouble(random.NextInt64() & 0x7FEF_FFFF_FFFF_FFFF).TryFormat(text, out written, default, CultureInfo.InvariantCulture);
                return written;
            case 1:
                return WriteDigits(random, text, random.Next(1, 25), random.Next(0, 25), random.Next(2) == 0 ? null : random.Next(-340, 320));
            case 2:
                random.NextInt64(long.MinValue, long.MaxValue).TryFormat(text, out written, default, CultureInfo.InvariantCulture);
                return written;
            case 3:
                return WriteDigits(random, text, random.Next(1, 7), random.Next(0, 7), null);
            default:
                ((1UL << 53) + (ulong)random.Next(64)).TryFormat(text, out written, default, CultureInfo.InvariantCulture);
                text[written++] = (byte)'.';
                return written + WriteDigits(random, text[written..], random.Next(1, 20), 0, random.Next(-5, 5));
        }
    }

    private static int WriteDigits(Random random, Span<byte> text, int whole, int fraction, int? exponent)
    {
        int at = 0;
        for (int i = 0; i < whole; i++)
        {
            text[at++] = (byte)('0' + random.Next(10));
        }
        if (fraction > 0)
        {
            text[at++] = (byte)'.';
        }
        for (int i = 0; i < fraction; i++)
        {
            text[at++] = (byte)('0' + random.Next(10));
        }
        if (exponent is { } power)
        {
            text[at++] = (byte)'e';
            power.TryFormat(text[at..], out int written, default, CultureInfo.InvariantCulture);
            at += written;
        }
        return at;
    }

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);
}
