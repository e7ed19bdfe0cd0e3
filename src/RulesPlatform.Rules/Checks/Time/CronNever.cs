using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Time;

/// <summary>A cron expression that names no day to come: 30 February, or a year that is over.</summary>
internal sealed class CronNever() : Check("RP4111", "A cron expression that never fires")
{
    public override void Examine(LintSubject subject)
    {
        foreach (WrittenJob job in subject.Feeds.Jobs.Where(job => job.Draft.Cron is not null))
        {
            if (!CronDays.Of(job.Draft.Cron!).FiresFrom(subject.Today))
            {
                job.File.Reading.Report(
                    Kind, job.Draft.Node.Find("cron")!, $"no day to come is one of {Printable.Quote(job.Draft.Cron!)}: the job {Printable.Quote(job.Name)} never runs",
                    "see to day, month and year; the fields are seconds minutes hours day-of-month month day-of-week [year]");
            }
        }
    }
}
