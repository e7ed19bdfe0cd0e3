using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Time;

/// <summary>A first notification that comes later than the one that is to repeat it.</summary>
internal sealed class WaitBeyondRepeat() : Check("RP4118", "A wait that is longer than the repeat")
{
    public override void Examine(LintSubject subject)
    {
        DefaultsDraft defaults = subject.Defaults;
        if (defaults.GroupWait >= defaults.Repeat && (defaults.Node.Find("groupWait") ?? defaults.Node.Find("repeat")) is { } place)
        {
            subject.Manuscript.RuleSet!.Reading.Report(Kind, place, Message(defaults.GroupWait, defaults.Repeat), Help);
        }
        foreach (WrittenRoute route in OwnPace.RoutesOf(subject))
        {
            NotifyContextDraft notify = route.Notify!;
            (TimeSpan wait, TimeSpan repeat) = (notify.Wait ?? defaults.GroupWait, notify.Repeat ?? defaults.Repeat);
            TextNode? written = notify.Node.Find("wait") ?? notify.Node.Find("repeat");
            if (wait >= repeat && written is not null)
            {
                route.Reading.Report(Kind, written, Message(wait, repeat), Help);
            }
        }
    }

    private const string Help = "'wait' gathers what comes at the same time: seconds or minutes; 'repeat' reminds: hours";

    private static string Message(TimeSpan wait, TimeSpan repeat) =>
        $"this is told {DurationText.Write(wait)} after it begins, and then repeated every {DurationText.Write(repeat)}";
}
