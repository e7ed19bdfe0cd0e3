using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Rules.Checks.Time;

/// <summary>Routes that are paced by what rule files say.</summary>
internal static class OwnPace
{
    /// <summary>Those that notify, but for Alertmanager, which paces by itself.</summary>
    public static IEnumerable<WrittenRoute> RoutesOf(LintSubject subject)
    {
        HashSet<string> others =
        [
            .. from file in subject.Manuscript.Responses
               from receiver in file.Draft!.Receivers
               where receiver.Value.Settings is AlertmanagerReceiverSettings
               select receiver.Name,
        ];
        return subject.Routes.Where(route => route.Notify is { } notify && !others.Contains(notify.Receiver.Value));
    }
}
