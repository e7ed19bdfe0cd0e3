using System.Numerics;

namespace RulesPlatform.History.Columns;

/// <summary>
/// A column of 64-bit integers: a predictor, its parameters and the residuals. All arithmetic wraps, so every input
/// comes back exactly.
/// </summary>
internal static class IntegerColumn
{
    private const int ShareBits = 20;

    /// <summary>Writes <paramref name="numbers"/>, followed by nobody else's knowledge: decodes alone.</summary>
    public static void Write(BitWriter writer, ReadOnlySpan<long> numbers)
    {
        ulong[] residuals = new ulong[numbers.Length];
        (Predictor predictor, _) = Choose(numbers, residuals);
        WritePredictor(writer, predictor);
        WriteAs(writer, predictor, numbers, [], residuals);
    }

    /// <summary>The cheapest of the predictors that need no other column, and its estimated cost in bits.</summary>
    /// <param name="scratch">As long as <paramref name="numbers"/>; overwritten.</param>
    public static (Predictor Predictor, int Bits) Choose(ReadOnlySpan<long> numbers, Span<ulong> scratch)
    {
        if (numbers.Length < 3)
        {
            return (numbers.Length == 2 ? Predictor.Step : Predictor.Level, 128);
        }
        (Predictor best, int bits) = (Predictor.Level, int.MaxValue);
        for (Predictor predictor = Predictor.Level; predictor <= Predictor.Slope; predictor++)
        {
            int cost = Estimate(predictor, numbers, [], scratch);
            if (cost < bits)
            {
                (best, bits) = (predictor, cost);
            }
        }
        return (best, bits);
    }

    public static int Estimate(Predictor predictor, ReadOnlySpan<long> numbers, ReadOnlySpan<long> leader, Span<ulong> scratch)
    {
        long parameter = Parameter(predictor, numbers, leader);
        Fold(predictor, parameter, numbers, leader, scratch);
        int parameters = predictor == Predictor.Level ? Length(parameter) : Length(parameter) + Length(numbers[0]);
        return parameters + Residuals.Estimate(scratch[Skipped(predictor)..numbers.Length]);
    }

    public static void WritePredictor(BitWriter writer, Predictor predictor) => writer.Write((uint)predictor, 2);

    /// <summary>Parameters and residuals; the predictor itself has been written.</summary>
    public static void WriteAs(BitWriter writer, Predictor predictor, ReadOnlySpan<long> numbers, ReadOnlySpan<long> leader, Span<ulong> scratch)
    {
        if (numbers.Length == 0)
        {
            return;
        }
        long parameter = Parameter(predictor, numbers, leader);
        writer.WriteSized(ZigZag.Fold(parameter));
        if (predictor != Predictor.Level)
        {
            writer.WriteSized(ZigZag.Fold(numbers[0]));
        }
        Fold(predictor, parameter, numbers, leader, scratch);
        Residuals.Write(writer, scratch[Skipped(predictor)..numbers.Length]);
    }

    /// <param name="leader">The column that a <see cref="Predictor.Follow"/> column follows, asked for only then.</param>
    public static void Read(ref BitReader reader, Predictor predictor, Span<long> numbers, ReadOnlySpan<long> leader)
    {
        if (numbers.Length == 0)
        {
            return;
        }
        long parameter = ZigZag.Unfold(reader.ReadSized());
        long first = predictor == Predictor.Level ? 0 : ZigZag.Unfold(reader.ReadSized());
        int skipped = Skipped(predictor);
        ulong[] residuals = new ulong[numbers.Length - skipped];
        Residuals.Read(ref reader, residuals);
        if (skipped == 1)
        {
            numbers[0] = first;
        }
        for (int i = skipped; i < numbers.Length; i++)
        {
            numbers[i] = Predict(predictor, parameter, numbers, leader, i) + ZigZag.Unfold(residuals[i - skipped]);
        }
    }

    public static Predictor ReadPredictor(ref BitReader reader) => (Predictor)reader.Read(2);

    /// <summary>Reads a column that was written by <see cref="Write"/>.</summary>
    public static long[] Read(ref BitReader reader, int count)
    {
        long[] numbers = new long[count];
        Read(ref reader, ReadPredictor(ref reader), numbers, []);
        return numbers;
    }

    private static int Skipped(Predictor predictor) => predictor == Predictor.Level ? 0 : 1;

    private static int Length(long value) => 7 + 64 - BitOperations.LeadingZeroCount(ZigZag.Fold(value));

    private static void Fold(Predictor predictor, long parameter, ReadOnlySpan<long> numbers, ReadOnlySpan<long> leader, Span<ulong> folded)
    {
        for (int i = Skipped(predictor); i < numbers.Length; i++)
        {
            folded[i] = ZigZag.Fold(numbers[i] - Predict(predictor, parameter, numbers, leader, i));
        }
    }

    private static long Predict(Predictor predictor, long parameter, ReadOnlySpan<long> numbers, ReadOnlySpan<long> leader, int i) => predictor switch
    {
        Predictor.Level => parameter,
        Predictor.Step => numbers[i - 1] + parameter,
        Predictor.Slope => i == 1 ? numbers[0] + parameter : numbers[i - 1] + (numbers[i - 1] - numbers[i - 2]),
        _ => numbers[i - 1] + Share(leader[i] - leader[i - 1], parameter),
    };

    private static long Share(long step, long share) => (long)(((Int128)step * share + (1 << (ShareBits - 1))) >> ShareBits);

    private static long Parameter(Predictor predictor, ReadOnlySpan<long> numbers, ReadOnlySpan<long> leader)
    {
        long first = numbers[0];
        if (numbers.Length == 1)
        {
            return predictor == Predictor.Level ? first : 0;
        }
        return predictor switch
        {
            Predictor.Level => Mean(numbers),
            Predictor.Step => (numbers[^1] - first) / (numbers.Length - 1),
            Predictor.Slope => numbers[1] - first,
            _ => leader[^1] == leader[0] ? 0 : (long)Math.Round((double)(numbers[^1] - first) / (leader[^1] - leader[0]) * (1 << ShareBits)),
        };
    }

    private static long Mean(ReadOnlySpan<long> numbers)
    {
        double sum = 0;
        foreach (long number in numbers)
        {
            sum += number - numbers[0];
        }
        return numbers[0] + (long)Math.Round(sum / numbers.Length);
    }
}
