using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Time;

/// <summary>Notifications that come more often while nothing changes than while something does.</summary>
internal sealed class RepeatBeforeChange() : Check("RP4108", "A repeat that is faster than changes are told")
{
    public override void Examine(LintSubject subject)
    {
        DefaultsDraft defaults = subject.Defaults;
        if (defaults.Repeat < defaults.GroupInterval && (defaults.Node.Find("repeat") ?? defaults.Node.Find("groupInterval")) is { } place)
        {
            subject.Manuscript.RuleSet!.Reading.Report(Kind, place, Message(defaults.Repeat, defaults.GroupInterval), Help(defaults.GroupInterval));
        }
        foreach (WrittenRoute route in OwnPace.RoutesOf(subject))
        {
            NotifyContextDraft notify = route.Notify!;
            (TimeSpan repeat, TimeSpan interval) = (notify.Repeat ?? defaults.Repeat, notify.Interval ?? defaults.GroupInterval);
            TextNode? written = notify.Node.Find("repeat") ?? notify.Node.Find("interval");
            if (repeat < interval && written is not null)
            {
                route.Reading.Report(Kind, written, Message(repeat, interval), Help(interval));
            }
        }
    }

    private static string Message(TimeSpan repeat, TimeSpan interval) =>
        $"while nothing changes this is told every {DurationText.Write(repeat)}, but a change only {DurationText.Write(interval)} after the one before";

    private static string Help(TimeSpan interval) => $"let 'repeat' be longer than {DurationText.Write(interval)}; hours are usual";
}
