using System.Globalization;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;
using Calendar = RulesPlatform.Pipeline.Responses.Calendar;

namespace RulesPlatform.Rules.Checks.Time;

/// <summary>A span that the clocks skip, or whose edge they pass twice, some day of the year that begins today.</summary>
internal sealed class CalendarOverClockChange() : Check("RP4110", "A calendar span in the hour that the clocks change")
{
    private const int Days = 366;

    public override void Examine(LintSubject subject)
    {
        var changes = new Dictionary<string, ClockChange[]>(StringComparer.Ordinal);
        foreach (DraftFile<ResponsesDraft> file in subject.Manuscript.Responses)
        {
            foreach (Entry<CalendarDraft> calendar in file.Draft!.Calendars)
            {
                string zone = calendar.Value.Zone.Value;
                if (!changes.TryGetValue(zone, out ClockChange[]? found))
                {
                    changes[zone] = found = [.. ClockChange.In(TimeZoneInfo.FindSystemTimeZoneById(zone), subject.Today, Days)];
                }
                Examine(calendar, found, file.Reading);
            }
        }
    }

    private void Examine(Entry<CalendarDraft> entry, ClockChange[] changes, Reading reading)
    {
        CalendarDraft draft = entry.Value;
        var calendar = new Calendar(entry.Name, draft.Zone.Value, draft.Weekly, draft.Except);
        IReadOnlyList<TextNode> places = draft.Node.Find("weekly")!.Items;
        for (int i = 0; i < places.Count; i++)
        {
            foreach (ClockChange change in changes)
            {
                if (Find(change, calendar, draft.Weekly[i]) is { } found)
                {
                    reading.Report(
                        Kind, places[i].Find(found.Edge)!, string.Create(CultureInfo.InvariantCulture, $"on {change.Day:yyyy-MM-dd} the clocks of {calendar.Zone} {(change.IsSkipped ? "skip" : "pass")} {found.Time:HH:mm}{(change.IsSkipped ? "" : " twice")}: {found.Effect}"),
                        string.Create(CultureInfo.InvariantCulture, $"begin and end at {change.From:HH:mm} or before, or at {change.To:HH:mm} or after, or use the zone \"Etc/UTC\""));
                    break;
                }
            }
        }
    }

    private static (string Edge, TimeOnly Time, string Effect)? Find(ClockChange change, Calendar calendar, CalendarSpan span)
    {
        // What another span covers anyway is not missed.
        (bool isOpenBefore, bool isOpenAfter) = (calendar.IsOpen(change.Instant.AddSeconds(-1)), calendar.IsOpen(change.Instant));
        foreach (DateOnly day in new[] { change.Day.AddDays(-1), change.Day }.Where(day => span.Days.Contains(day.DayOfWeek) && !calendar.Except.Contains(day)))
        {
            DateTime from = day.ToDateTime(span.From);
            DateTime to = (span.To > span.From ? day : day.AddDays(1)).ToDateTime(span.To);
            if (change.Skips(from) && change.Skips(to.AddTicks(-1)) && !isOpenAfter)
            {
                return ("from", span.From, "this does not open that day");
            }
            if (change.IsInsideRepeated(from) && isOpenBefore && !isOpenAfter)
            {
                return ("from", span.From, "this opens, closes as they go back, and opens again");
            }
            if (change.IsInsideRepeated(to) && !isOpenBefore && isOpenAfter)
            {
                return ("to", span.To, "this closes, and opens again as they go back");
            }
        }
        return null;
    }
}
