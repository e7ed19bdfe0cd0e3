using System.Globalization;
using System.Text.RegularExpressions;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Testing;

/// <summary>
/// A series' values in a few characters, one an interval: <c>5</c>, <c>5x3</c> (three times), <c>0+10x30</c> (thirty values from 0, each 10
/// more), <c>9-1x3</c>, <c>_</c> and <c>_x5</c> (nothing came), <c>stale</c> (the series ended), <c>nan</c>, <c>inf</c>, <c>-inf</c>.
/// </summary>
internal static partial class SeriesNotation
{
    private const int MostValues = 1_000_000;
    private const string Remedy = "write values with a blank between: 1, 1x4, 0+10x30, _, _x5, stale, nan, inf";

    /// <summary>A value an interval; null where nothing came.</summary>
    public static Flaw? Read(string text, out IReadOnlyList<double?> values)
    {
        var read = new List<double?>();
        values = read;
        int at = 0;
        foreach (string token in text.Split(' '))
        {
            if (token.Length > 0 && !TryRead(token, read))
            {
                return new Flaw(TextProblems.Number, $"{Printable.Quote(token)} is not a value of a series", Remedy, at, token.Length);
            }
            if (read.Count > MostValues)
            {
                return new Flaw(ReadingProblems.OutOfRange, $"the series has more than {MostValues} values", "write a shorter one");
            }
            at += token.Length + 1;
        }
        return read.Count == 0 ? new Flaw(ReadingProblems.OutOfRange, "the series has no values", Remedy) : null;
    }

    private static bool TryRead(string token, List<double?> values)
    {
        (string head, int count) = Repeated(token);
        if (count < 1 || count > MostValues)
        {
            return false;
        }
        switch (head)
        {
            case "_":
                values.AddRange(Enumerable.Repeat<double?>(null, count));
                return true;
            case "stale":
                values.AddRange(Enumerable.Repeat<double?>(Staleness.Marker, count));
                return true;
        }
        if (TryNumber(head, out double value))
        {
            values.AddRange(Enumerable.Repeat<double?>(value, count));
            return true;
        }
        if (Steps().Match(head) is not { Success: true } steps || !TryNumber(steps.Groups["start"].Value, out double start) || !TryNumber(steps.Groups["step"].Value, out double step))
        {
            return false;
        }
        step = steps.Groups["sign"].Value == "-" ? -step : step;
        values.AddRange(Enumerable.Range(0, count).Select(i => (double?)(start + (i * step))));
        return true;
    }

    private static (string Head, int Count) Repeated(string token)
    {
        int x = token.LastIndexOf('x');
        return x > 0
            ? (token[..x], int.TryParse(token.AsSpan(x + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : -1)
            : (token, 1);
    }

    private static bool TryNumber(string text, out double value)
    {
        value = text switch { "nan" => double.NaN, "inf" => double.PositiveInfinity, "-inf" => double.NegativeInfinity, _ => 0 };
        return value != 0 || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    [GeneratedRegex("^(?<start>-?[0-9.]+([eE][+-]?[0-9]+)?)(?<sign>[+-])(?<step>-?[0-9.]+([eE][+-]?[0-9]+)?)$")]
    private static partial Regex Steps();
}
