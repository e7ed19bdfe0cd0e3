using System.Globalization;
using RulesPlatform.Host.Api.Answers;
using static RulesPlatform.Host.Api.Pages.Screen;

namespace RulesPlatform.Host.Api.Pages;

/// <summary>An explanation for a person.</summary>
internal static class ExplainPage
{
    public static string Plain(ExplainAnswer answer) => TextOf(screen => Write(screen, answer));

    public static void Write(Screen screen, ExplainAnswer answer)
    {
        if (answer.Alert is { } alert)
        {
            AlertPage.Write(screen, alert);
        }
        else if (answer.Signal is { } signal)
        {
            SignalPage.Write(screen, signal);
        }
        else
        {
            WriteCandidates(screen, answer);
        }
    }

    /// <summary>A place of a rule file with the line that stands there.</summary>
    public static void WritePlace(Screen screen, PlaceAnswer place, string revision, string? ruleSet)
    {
        screen.Line($"  {Text(place.ToString())}   {Dim($"revision {revision}{(ruleSet is null ? "" : $" of {ruleSet}")}")}");
        if (place.Excerpt is { } excerpt)
        {
            screen.Line($"  {Dim($"{place.Line,4} │")} {Text(excerpt.Length > 160 ? excerpt[..157] + "…" : excerpt)}");
        }
    }

    public static void WriteParts(Screen screen, IEnumerable<PartAnswer> parts, int indent) => screen.Columns(
        [.. parts.Select(part => new[] { new string(' ', part.Depth * 2) + Text(part.Text), Dim("=") + " " + Bold(Shortened(part.Value)) })], indent);

    public static void WriteInputs(Screen screen, IReadOnlyList<InputAnswer> inputs)
    {
        screen.Columns([.. inputs.Select(input => new[] { Text(input.Name), Bold(input.Value is { } value ? Words.Number(value) : "absent"), Dim(input.Meaning) })]);
        foreach (InputAnswer input in inputs.Where(input => input.Meaning is not null))
        {
            screen.Line();
            screen.Line($"  {Dim("samples behind")} {Text(input.Name)}{(input.Series.Count == 0 ? Dim(": none are stored") : "")}");
            foreach (SeriesSamplesAnswer series in input.Series)
            {
                screen.Line($"    {Text(series.Series)}");
                screen.Line($"      {(series.Samples.Count == 0 ? Dim("no samples in the window") : string.Join("   ", series.Samples.Select(Sample)))}");
            }
            if (input.MoreSeries > 0)
            {
                screen.Line(Dim($"    and {input.MoreSeries} more series"));
            }
        }
    }

    /// <summary>Numbers to six digits, as everywhere on a page; JSON has them all.</summary>
    private static string Shortened(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? Words.Number(number) : value;

    private static string Sample(PointAnswer point) =>
        $"{Dim(Words.TimeOfDay(point.At))} {Text(point.IsEnd ? "ended" : point.Value is { } value ? Words.Number(value) : "NaN")}";

    private static void WriteCandidates(Screen screen, ExplainAnswer answer)
    {
        IReadOnlyList<CandidateAnswer> candidates = answer.Candidates ?? [];
        screen.Line($"{Bold(answer.Subject)} may mean any of {candidates.Count}:");
        screen.Line();
        screen.Columns([.. candidates.Select(candidate => new[]
        {
            Dim(candidate.Kind), Text(candidate.Ask), candidate.State.Length == 0 ? Text(Words.Quantity(candidate.Value, candidate.Unit)) : Text(candidate.State),
        })]);
        screen.Line();
        screen.Line(Dim("Explain one of them, e.g.:"));
        screen.Line($"  rulesplatform explain '{Text(candidates[0].Ask)}'");
    }
}
