using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Time;

/// <summary>A job that waits for a silent target until its next slot is due.</summary>
internal sealed class TimeoutOfAWholeInterval() : Check("RP4116", "A timeout of a whole interval")
{
    public override void Examine(LintSubject subject)
    {
        foreach (WrittenJob job in subject.Feeds.Jobs.Where(job => job.Draft.Timeout is { } timeout && timeout.Value == job.Interval))
        {
            job.File.Reading.Report(
                Kind, job.Draft.Timeout!.Node, $"a silent target keeps the job {Printable.Quote(job.Name)} waiting for the whole interval of {DurationText.Write(job.Interval!.Value)}: no time is left to try again",
                $"write less, \"{DurationText.Write(job.Interval.Value * 2 / 3)}\" say");
        }
    }
}
