using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Time;

/// <summary>A calendar without spans: what it limits never happens.</summary>
internal sealed class CalendarNeverOpen() : Check("RP4109", "A calendar that is never open")
{
    public override void Examine(LintSubject subject)
    {
        foreach (DraftFile<ResponsesDraft> file in subject.Manuscript.Responses)
        {
            foreach (Entry<CalendarDraft> calendar in file.Draft!.Calendars.Where(calendar => calendar.Value.Weekly.Count == 0))
            {
                file.Reading.Report(
                    Kind, calendar.Value.Node.Find("weekly")!, $"the calendar {Printable.Quote(calendar.Name)} has no spans: whatever is active in it never is",
                    "add a span, or remove the calendar; to try a rule without sending write \"mode\": \"shadow\"");
            }
        }
    }
}
