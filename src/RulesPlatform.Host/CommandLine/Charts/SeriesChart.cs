using System.Text;
using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Host.Api.Pages;
using static RulesPlatform.Host.Api.Pages.Screen;

namespace RulesPlatform.Host.CommandLine.Charts;

/// <summary>One series as a chart of text: value as dots, what was expected as <c>·</c>, thresholds as lines.</summary>
internal static class SeriesChart
{
    private const int Rows = 12;
    private const int LeastColumns = 30;

    public static void Write(Screen screen, QueryAnswer answer, QuerySeries series)
    {
        screen.Line(Bold(series.Metric) + Text(Words.Labels(series.Labels)));
        PointAnswer[] points = [.. series.Points.Where(point => point.Value is not null)];
        if (points.Length == 0)
        {
            screen.Line(Dim("  no samples in this range"));
            screen.Line();
            return;
        }
        // A store that has just begun would be a speck at the right: the chart begins where the samples do.
        bool isCut = points[0].At - answer.From > (answer.To - answer.From) * 0.2 && points[0].At < answer.To;
        answer = isCut ? answer with { From = points[0].At } : answer;
        Scale scale = Scale.Of(series, points);
        string[] ticks = [.. Enumerable.Range(0, Rows).Select(row => row % 3 == 0 || row == Rows - 1 ? Words.Quantity(scale.ValueAt(row, Rows), series.Unit) : "")];
        int margin = ticks.Max(tick => tick.Length);
        int legend = series.Levels.Select(level => level.Name.Length + 3).DefaultIfEmpty(0).Max();
        int columns = Math.Max(LeastColumns, screen.Width - margin - legend - 5);
        var canvas = new BrailleCanvas(columns, Rows);
        Draw(canvas, points, answer, scale);
        bool[,] expected = Dots(series.Expected, answer, scale, columns);
        for (int row = 0; row < Rows; row++)
        {
            WriteRow(screen, canvas, expected, scale.LevelAt(row, Rows), ticks[row].PadLeft(margin), row);
        }
        WriteAxis(screen, answer, margin, columns);
        WriteLegend(screen, series, points);
        screen.Line();
    }

    private static void Draw(BrailleCanvas canvas, PointAnswer[] points, QueryAnswer answer, Scale scale)
    {
        // A hole is what is much wider than the usual distance between samples: no line is drawn over it.
        double usual = points.Length < 2 ? 0 : Median([.. points.Zip(points.Skip(1), (one, next) => (next.At - one.At).TotalSeconds)]);
        (int X, int Y, DateTimeOffset At)? before = null;
        foreach (PointAnswer point in points)
        {
            int x = XOf(point.At, answer, canvas.DotsAcross);
            int y = (int)Math.Round(scale.ShareFromTop(point.Value!.Value) * (canvas.DotsDown - 1));
            if (before is { } last && (point.At - last.At).TotalSeconds <= usual * 3)
            {
                canvas.Line(last.X, last.Y, x, y);
            }
            canvas.Dot(x, y);
            before = (x, y, point.At);
        }
    }

    private static bool[,] Dots(IReadOnlyList<PointAnswer> points, QueryAnswer answer, Scale scale, int columns)
    {
        bool[,] dots = new bool[Rows, columns];
        foreach (PointAnswer point in points)
        {
            if (point.Value is { } value && scale.Covers(value))
            {
                dots[(int)Math.Round(scale.ShareFromTop(value) * (Rows - 1)), XOf(point.At, answer, columns)] = true;
            }
        }
        return dots;
    }

    private static int XOf(DateTimeOffset at, QueryAnswer answer, int across) =>
        (int)Math.Clamp(Math.Round((at - answer.From) / (answer.To - answer.From) * (across - 1)), 0, across - 1);

    private static void WriteRow(Screen screen, BrailleCanvas canvas, bool[,] expected, LevelAnswer? level, string tick, int row)
    {
        var line = new StringBuilder("  ").Append(Dim(tick)).Append(Dim(tick.Trim().Length > 0 ? " ┤" : " │"));
        int columns = canvas.DotsAcross / 2;
        for (int column = 0; column < columns; column++)
        {
            char dots = canvas[column, row];
            line.Append(!canvas.IsEmpty(column, row) ? Styled("green", dots.ToString())
                : level is not null ? Styled(Styles.Severity(level.Name), "┄")
                : expected[row, column] ? Dim("·") : " ");
        }
        line.Append(level is null ? "" : " " + Styled(Styles.Severity(level.Name), level.Name));
        screen.Line(line.ToString().TrimEnd());
    }

    private static void WriteAxis(Screen screen, QueryAnswer answer, int margin, int columns)
    {
        bool hasDays = answer.To - answer.From > TimeSpan.FromHours(23);
        Func<DateTimeOffset, string> label = at => at.UtcDateTime.ToString(hasDays ? "MM-dd HH:mm" : "HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        int width = hasDays ? 14 : 11;
        int count = Math.Clamp(columns / width, 2, 6);
        char[] line = new string('─', columns).ToCharArray();
        char[] labels = new string(' ', columns + width).ToCharArray();
        for (int i = 0; i < count; i++)
        {
            int column = (int)Math.Round((double)i / (count - 1) * (columns - 1));
            line[column] = '┬';
            string text = label(answer.From + (answer.To - answer.From) * i / (count - 1));
            int start = Math.Clamp(column - text.Length / 2, 0, columns - text.Length);
            text.CopyTo(0, labels, start, text.Length);
        }
        screen.Line($"  {new string(' ', margin)} {Dim("└" + new string(line))}");
        screen.Line($"  {new string(' ', margin)}  {Dim(new string(labels).TrimEnd())} {Dim("UTC")}");
    }

    private static void WriteLegend(Screen screen, QuerySeries series, PointAnswer[] points)
    {
        string figures = $"min {Words.Quantity(points.Min(point => point.Value), series.Unit)}, max {Words.Quantity(points.Max(point => point.Value), series.Unit)}, "
            + $"mean {Words.Quantity(points.Average(point => point.Value), series.Unit)}, last {Words.Quantity(points[^1].Value, series.Unit)}; {Words.Counted(points.Length, "point")}";
        string levels = string.Join(", ", series.Levels.Select(level => $"{level.Name} {Words.Quantity(level.Value, series.Unit)}"));
        screen.Line("  " + Dim(figures + (series.Expected.Count > 0 ? "; · expected" : "") + (levels.Length > 0 ? $"; thresholds: {levels}" : "")));
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
