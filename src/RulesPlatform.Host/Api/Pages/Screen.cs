using System.Text;
using Spectre.Console;

namespace RulesPlatform.Host.Api.Pages;

/// <summary>
/// Where pages are written: styled on a terminal, plain everywhere else. Lines are Spectre markup; <see cref="Text"/> makes any text safe in it.
/// </summary>
internal sealed class Screen
{
    private const int PlainWidth = 100_000;

    private readonly IAnsiConsole _console;

    private Screen(IAnsiConsole console, bool isTerminal) => (_console, IsTerminal) = (console, isTerminal);

    public IAnsiConsole Console => _console;

    /// <summary>Whether someone looks at it: progress and colour make sense.</summary>
    public bool IsTerminal { get; }

    /// <summary>Columns to fill; a plain screen is taken for 100 wide.</summary>
    public int Width => IsTerminal ? _console.Profile.Width : 100;

    public static Screen Plain(TextWriter writer)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = PlainWidth;
        return new Screen(console, isTerminal: false);
    }

    /// <summary>The process' own output: styled unless it is redirected or <c>NO_COLOR</c> is set.</summary>
    public static Screen Standard(bool isError = false)
    {
        TextWriter writer = isError ? System.Console.Error : System.Console.Out;
        bool isRedirected = isError ? System.Console.IsErrorRedirected : System.Console.IsOutputRedirected;
        if (isRedirected)
        {
            return Plain(writer);
        }
        bool isColourless = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            ColorSystem = isColourless ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Out = new AnsiConsoleOutput(writer),
        });
        return new Screen(console, isTerminal: true);
    }

    /// <summary>What <paramref name="page"/> writes, without any style.</summary>
    public static string TextOf(Action<Screen> page)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        page(Plain(writer));
        return string.Join('\n', writer.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));
    }

    public static string Text(string? text) => Markup.Escape(text ?? "");

    public static string Dim(string? text) => $"[grey]{Text(text)}[/]";

    public static string Bold(string? text) => $"[bold]{Text(text)}[/]";

    public static string Styled(string style, string? text) => $"[{style}]{Text(text)}[/]";

    /// <summary>Text as it is, past styles and wrapping: JSON, CSV.</summary>
    public void Verbatim(string text) => _console.Profile.Out.Writer.Write(text);

    public void Line(string markup = "") => _console.MarkupLine(markup);

    /// <summary>A heading with an empty line before it, and what stands beside it.</summary>
    public void Heading(string title, string beside = "")
    {
        Line();
        Line(Bold(title) + (beside.Length == 0 ? "" : "   " + beside));
    }

    /// <summary>Rows of markup in columns that are as wide as their widest cell; the last is not padded.</summary>
    public void Columns(IReadOnlyCollection<string[]> rows, int indent = 2, int gap = 3)
    {
        int count = rows.Count == 0 ? 0 : rows.Max(row => row.Length);
        int[] widths = [.. Enumerable.Range(0, count).Select(column => rows.Max(row => column < row.Length ? WidthOf(row[column]) : 0))];
        foreach (string[] row in rows)
        {
            var line = new StringBuilder().Append(' ', indent);
            int last = Array.FindLastIndex(row, cell => WidthOf(cell) > 0);
            for (int column = 0; column <= last; column++)
            {
                line.Append(row[column]);
                if (column < last)
                {
                    line.Append(' ', widths[column] - WidthOf(row[column]) + (widths[column] == 0 ? 0 : gap));
                }
            }
            Line(line.ToString());
        }
    }

    private static int WidthOf(string markup) => Markup.Remove(markup).Length;
}
