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
                $"write less, \"{DurationText.Write(Less(job.Interval.Value))}\" say");
        }
    }

    /// <summary>About two thirds, in whole seconds where there are any.</summary>
    private static TimeSpan Less(TimeSpan interval) =>
        interval >= TimeSpan.FromSeconds(3) ? TimeSpan.FromSeconds(Math.Floor(interval.TotalSeconds * 2 / 3)) : interval * 2 / 3;
}
