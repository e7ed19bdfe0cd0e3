using System.Globalization;
using RulesPlatform.Rules.Replay;

namespace RulesPlatform.RuleLint.Impact;

/// <summary>
/// A signal's course in a few lines of text, with its thresholds as dashed lines: the highest row of each column, or the lowest where the thresholds
/// lie below what is usual.
/// </summary>
internal static class SignalChart
{
    private const int Columns = 60;
    private const int Rows = 5;
    private const string Eighths = " ▁▂▃▄▅▆▇█";

    /// <param name="levels">Value and name of each line.</param>
    /// <returns>Lines without their ends; empty where nothing is known of the signal.</returns>
    public static IReadOnlyList<string> Of(SignalSketch? sketch, DateTimeOffset from, DateTimeOffset through, IReadOnlyList<(double Value, string Name)> levels)
    {
        (double Low, double High)[] known = sketch is null ? [] : [.. sketch.Between(from, through, Columns)];
        double[] finite = [.. known.SelectMany(column => new[] { column.Low, column.High }).Where(double.IsFinite).Order()];
        if (finite.Length == 0)
        {
            return [];
        }
        bool isLow = levels.Count > 0 && levels.Average(level => level.Value) < finite[finite.Length / 2];
        double[] drawn = [.. known.Select(column => isLow ? column.Low : column.High)];
        (double bottom, double top) = Scale([.. drawn.Where(double.IsFinite)], levels);
        string[] ticks = [Number(top), "", "", "", Number(bottom)];
        int margin = ticks.Max(tick => tick.Length);
        return [.. Enumerable.Range(0, Rows).Select(row => $"{ticks[row].PadLeft(margin)} ┤{Line(drawn, row, bottom, top, levels)}".TrimEnd())];
    }

    /// <summary>Six significant digits.</summary>
    public static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    private static (double Bottom, double Top) Scale(double[] drawn, IReadOnlyList<(double Value, string Name)> levels)
    {
        (double bottom, double top) = (drawn.Min(), drawn.Max());
        double reach = Math.Max((top - bottom) * 2, Math.Max(Math.Abs(top), Math.Abs(bottom)));
        // A threshold far away would flatten the curve; it is named below the chart instead.
        foreach ((double level, _) in levels.Where(level => level.Value >= bottom - reach && level.Value <= top + reach))
        {
            (bottom, top) = (Math.Min(bottom, level), Math.Max(top, level));
        }
        bottom = bottom > 0 && bottom < top * 0.3 ? 0 : bottom;
        return bottom == top ? (bottom - 1, top + 1) : (bottom, top);
    }

    private static string Line(double[] drawn, int row, double bottom, double top, IReadOnlyList<(double Value, string Name)> levels)
    {
        int fromBottom = Rows - 1 - row;
        string[] names = [.. levels.Where(level => level.Value >= bottom && level.Value <= top && (int)Math.Min(Rows - 1, Share(level.Value) * Rows) == fromBottom).Select(level => $"{level.Name} {Number(level.Value)}")];
        char[] cells = [.. drawn.Select(value => Cell(value, fromBottom, names.Length > 0))];
        return new string(cells) + (names.Length == 0 ? "" : "┄ " + string.Join(", ", names));

        double Share(double value) => (value - bottom) / (top - bottom);

        char Cell(double value, int height, bool hasLevel)
        {
            int eighths = double.IsFinite(value) ? (int)Math.Clamp(Math.Round(Share(value) * Rows * 8) - height * 8, height == 0 ? 1 : 0, 8) : 0;
            return eighths == 0 && hasLevel ? '┄' : Eighths[eighths];
        }
    }
}
