using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Responses;

/// <summary>Grouping and pacing of what goes to Alertmanager, which groups and paces by itself.</summary>
internal sealed class PacingOfAlertmanager() : Check("RP5114", "A pacing that Alertmanager does not take")
{
    private static readonly string[] s_ignored = ["groupBy", "interval", "repeat"];

    public override void Examine(LintSubject subject)
    {
        HashSet<string> managers =
        [
            .. from file in subject.Manuscript.Responses
               from receiver in file.Draft!.Receivers
               where receiver.Value.Settings is AlertmanagerReceiverSettings
               select receiver.Name,
        ];
        foreach (WrittenRoute route in subject.Routes.Where(route => route.Notify is { } notify && managers.Contains(notify.Receiver.Value)))
        {
            TextMember[] written = [.. route.Notify!.Node.Members.Where(member => Array.IndexOf(s_ignored, member.Name) >= 0)];
            if (written.Length > 0)
            {
                route.Reading.Report(
                    Kind, written[0], $"{Printable.List(written.Select(member => $"'{member.Name}'"))} {(written.Length == 1 ? "has" : "have")} no effect: {Printable.Quote(route.Notify.Receiver.Value)} is told of each change of each alert at once, and again every 'resendEvery'",
                    "leave it out here, and write it into Alertmanager's own configuration");
            }
        }
    }
}
