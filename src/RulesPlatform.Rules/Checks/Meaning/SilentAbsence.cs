using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Meaning;

/// <summary>A critical rule over what others send, which does not say what it means when they stop: nothing else notices that.</summary>
internal sealed class SilentAbsence() : Check("RP3120", "A critical rule that does not say what silence means")
{
    public override void Examine(LintSubject subject)
    {
        HashSet<string> watched = [.. subject.Rules.Where(IsWatch).Select(rule => rule.Signal.Name)];
        foreach (WrittenRule rule in subject.Rules.Where(rule => rule.Properties is { Severity: "critical", Mode: RuleMode.Active }))
        {
            if (rule.Properties.Node.Find("noData") is null && !watched.Contains(rule.Signal.Name) && JobOf(rule.Signal, subject.Feeds) is { } job)
            {
                rule.Reading.Report(
                    Kind, rule.Draft.Name.Node, $"{Printable.Quote(rule.Signal.Name)} comes of what others hand in (job {Printable.Quote(job.Name)}): when they stop, {Printable.Quote(rule.Draft.Name.Value)} says nothing",
                    "write \"noData\": \"alert\", or \"noData\": \"hold\" where silence is meant to change nothing");
            }
        }
    }

    private static bool IsWatch(WrittenRule rule) => rule.Properties is { NoData: NoDataPolicy.Alert, Mode: RuleMode.Active };

    /// <summary>The job whose samples the signal is made of; null unless all of it is handed in.</summary>
    private static WrittenJob? JobOf(WrittenSignal signal, JobFeeds feeds)
    {
        InputDraft[] inputs = [.. signal.Draft.Inputs.Select(input => input.Value)];
        return inputs.All(input => input.Absent is null && feeds.Of(input) is [_, ..] jobs && jobs.All(job => job.Draft.Source is "push" or "file")) ? feeds.Of(inputs[0])![0] : null;
    }
}
