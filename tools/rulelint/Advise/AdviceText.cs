using System.Globalization;
using System.Text;
using RulesPlatform.RuleLint.Impact;
using RulesPlatform.Rules.Advice;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.RuleLint.Advise;

/// <summary>A sweep for a person: the settings that no other beats beside the rule as it is, and what to write.</summary>
internal static class AdviceText
{
    private const int MostIncidents = 10;

    /// <param name="patch">Null where the best is what there is, or the file could not be edited.</param>
    public static string Of(AdviceResult advice, string? patch, TimeSpan took)
    {
        var text = new StringBuilder();
        string level = advice.LevelName is { } name ? $"threshold.{name} {SignalChart.Number(advice.Current.Level)}, " : "";
        text.Append(CultureInfo.InvariantCulture, $"{advice.Rule.Id}   {advice.Rule.Origin}   {level}for {DurationText.Write(advice.Rule.For)}\n");
        text.Append(CultureInfo.InvariantCulture, $"{ImpactWords.Instant(advice.Replay.From)} to {ImpactWords.Instant(advice.Replay.Through)}: {ImpactWords.Count(advice.Incidents.Count, "incident names", "incidents name")} it; {ImpactWords.Count(advice.Variants.Count, "setting", "settings")} tried in {took.TotalSeconds:N1} s\n\n");
        AppendTable(text, advice);
        if (advice.Incidents.Count == 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nNo incident of this range names {advice.Rule.Id}, so nothing says which firings were right. Write down what really happened in\nincidents/*.json beside the rules (see rules/README.md), and this says which setting would have caught it with the fewest false alarms.");
            return text.ToString();
        }
        AppendIncidents(text, advice);
        text.Append(patch is not null ? $"\nThe best as a patch; apply it with 'git apply', then run 'rulelint lock' and 'rulelint impact':\n\n{patch}"
            : advice.Best == advice.Current ? "\nNo setting does better than the rule as it is." : "\nThe file has no plain number to edit for this level; write it there by hand.");
        return text.ToString();
    }

    private static void AppendTable(StringBuilder text, AdviceResult advice)
    {
        bool knowsIncidents = advice.Incidents.Count > 0;
        string title = advice.LevelName is { } name ? $"threshold.{name}" : "";
        int width = Math.Max(title.Length, 10);
        text.Append(CultureInfo.InvariantCulture, $"  {title.PadRight(width)}{"for",8}{(knowsIncidents ? $"{"caught",9}{"delay",10}" : "")}{"firings",10}{(knowsIncidents ? $"{"false alarms",14}" : "")}{"a week",9}\n");
        Variant[] shown = knowsIncidents
            ? [.. advice.Front.Append(advice.Current).Distinct()]
            : [.. advice.Variants.Where(one => one.For == advice.Current.For || one.Level.Equals(advice.Current.Level))];
        // Without incidents nothing is better than anything else: in the order of the settings, then.
        foreach (Variant one in shown.OrderByDescending(one => one.Caught).ThenBy(one => knowsIncidents ? one.FalseAlarms : 0).ThenBy(one => one.Level).ThenBy(one => one.For))
        {
            string mark = (one == advice.Best, one.IsCurrent) switch { (true, true) => "   as it is, and best", (true, false) => "   best", (false, true) => "   as it is", _ => "" };
            string setting = double.IsNaN(one.Level) ? "" : SignalChart.Number(one.Level);
            string caught = knowsIncidents ? string.Create(CultureInfo.InvariantCulture, $"{$"{one.Caught}/{advice.Incidents.Count}",9}{(one.Delay is { } delay ? DurationText.Write(delay) : "–"),10}") : "";
            string alarms = knowsIncidents ? string.Create(CultureInfo.InvariantCulture, $"{one.FalseAlarms,14}") : "";
            text.Append(CultureInfo.InvariantCulture, $"  {setting.PadRight(width)}{DurationText.Write(one.For),8}{caught}{one.Firings,10}{alarms}{ImpactWords.Rate(advice.Replay, knowsIncidents ? one.FalseAlarms : one.Firings),9}{mark}\n");
        }
    }

    private static void AppendIncidents(StringBuilder text, AdviceResult advice)
    {
        text.Append("\nincidents\n");
        foreach (Incident incident in advice.Incidents.Take(MostIncidents))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {ImpactWords.Instant(incident.From)}  {DurationText.Write(incident.To - incident.From),8}  {incident.Name}\n");
        }
        text.Append(advice.Incidents.Count > MostIncidents ? string.Create(CultureInfo.InvariantCulture, $"  … and {advice.Incidents.Count - MostIncidents} more\n") : "");
    }
}
