using System.Globalization;
using System.Text;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Rules.Replay;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.RuleLint.Replay;

/// <summary>A replay for a person: how much, which alerts, who would have been told how often, and the digest.</summary>
internal static class ReplayText
{
    private const int MostAlerts = 20;

    public static string Of(ReplayResult result, RuleSet rules, TimeSpan took)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Rule set {rules.Name} {rules.Version}, revision {rules.Revision}\n");
        text.Append(CultureInfo.InvariantCulture, $"{result.From.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z to {result.Through.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z: {result.Batches:N0} batches, {result.Samples:N0} samples, in {took.TotalSeconds:N1} s\n\n");
        text.Append(result.Episodes.Count == 1 ? "1 alert fired\n" : string.Create(CultureInfo.InvariantCulture, $"{result.Episodes.Count} alerts fired\n"));
        foreach (AlertEpisode episode in result.Episodes.Take(MostAlerts))
        {
            string ended = episode.Ended is { } end ? $"for {DurationText.Write(end.Slot - episode.Begin)}" : "and still does";
            text.Append(CultureInfo.InvariantCulture, $"  {episode.Begin}  {episode.Alert}  {episode.Fired.Facts.Severity}, {ended}{(episode.IsSent ? "" : ", shadow")}\n");
        }
        text.Append(result.Episodes.Count > MostAlerts ? $"  … and {result.Episodes.Count - MostAlerts} more\n" : "");
        text.Append("\nnotifications\n");
        foreach (IGrouping<string, Pipeline.Responses.Notification> receiver in result.Notifications.GroupBy(one => one.Receiver).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {receiver.Key,-20} {receiver.Count(),6}{(result.PerWeek(receiver.Count()) is { } rate ? string.Create(CultureInfo.InvariantCulture, $"   {rate,8:N1} a week") : "")}\n");
        }
        text.Append(result.Notifications.Count == 0 ? "  none\n" : "");
        return text.Append(CultureInfo.InvariantCulture, $"\n{result.Decisions:N0} decisions, digest {result.Digest}").ToString();
    }
}
