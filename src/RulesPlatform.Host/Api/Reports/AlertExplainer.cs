using System.Text.Json;
using RulesPlatform.Host.Api.Answers;
using RulesPlatform.History.Reading;
using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Host.Api.Reports;

/// <summary>Puts together everything that is stored about one alert's newest episode.</summary>
internal static class AlertExplainer
{
    private const int MostChanges = 200;
    private const int MostNotifications = 50;
    private const int MostDecisions = 5_000;

    public static AlertExplanation Explain(PlatformReading reading, StoredChange newest)
    {
        IReadOnlyList<StoredChange> episode =
            [.. reading.Archive.Changes(newest.Fingerprint, MostChanges).Where(change => change.Incarnation == newest.Incarnation).Reverse()];
        IReadOnlyList<StoredAcknowledgement> acknowledgements = reading.Archive.Acknowledgements(newest.Fingerprint);
        bool fires = newest.To is AlertState.Firing or AlertState.Recovering;
        StoredChange decided = Decided(episode, newest);
        return new AlertExplanation
        {
            Alert = AlertReport.Of(newest, reading.Archive.Silences(), acknowledgements, reading.At),
            FiringSince = fires ? episode.LastOrDefault(change => change.From is AlertState.Inactive or AlertState.Pending && change.To == AlertState.Firing)?.Slot.Instant : null,
            At = reading.At,
            Judgement = AlertReport.Of(decided, new RuleText(reading.Archive), InputsOf(reading, decided)),
            RuleSet = reading.Archive.RuleSets().FirstOrDefault(one => one.Revision == decided.Evidence.Revision) is { } set ? $"{set.Name} {set.Version}" : null,
            Changes = [.. episode.Select(change => new ChangeLine(
                change.Slot.Instant, change.From.ToString(), change.To.ToString(), change.Reason.ToString(), Plain.Number(change.Value), change.Unsent))],
            Notifications = [.. reading.Archive.Notifications(newest.Fingerprint, null, newest.Incarnation.Instant, MostNotifications).Reverse().Select(AlertReport.Of)],
            Suppressions = SuppressionsOf(reading, newest),
            Acknowledgements = [.. acknowledgements.Where(one => one.At >= newest.Incarnation.Instant).Reverse()
                .Select(one => new AcknowledgementAnswer(one.At, one.Author, one.Comment, one.IsNoise))],
        };
    }

    /// <summary>The newest change that an expression decided: one that only says "held" or "vanished" explains nothing.</summary>
    private static StoredChange Decided(IReadOnlyList<StoredChange> episode, StoredChange newest) =>
        episode.LastOrDefault(change => change.Evidence.Parts.Count > 0) ?? newest;

    private static IReadOnlyList<InputAnswer> InputsOf(PlatformReading reading, StoredChange change)
    {
        // Another revision may define the signal otherwise; then the values are all that can be said.
        SignalDefinition? definition = reading.Rules?.Groups.SelectMany(group => group.Signals)
            .FirstOrDefault(signal => signal.Name == change.Evidence.Signal.Name && signal.FormulaText == change.Evidence.Formula);
        return new InputEvidence(reading.Archive).Of(
            definition, change.Evidence.Signal.Labels, change.Evidence.Signal.Slot, [.. change.Evidence.Inputs.Select(input => (input.Name, input.Value))]);
    }

    private static List<SuppressionAnswer> SuppressionsOf(PlatformReading reading, StoredChange newest)
    {
        var suppressions = new List<SuppressionAnswer>();
        foreach (Decision decision in reading.Archive.Decisions(0, MostDecisions, "notification.suppressed", newest.Fingerprint))
        {
            if (decision.At >= newest.Incarnation)
            {
                using JsonDocument data = JsonDocument.Parse(decision.Json);
                suppressions.Add(new SuppressionAnswer(decision.At.Instant, Text(data, "route"), Text(data, "cause"), Text(data, "by")));
            }
        }
        return suppressions;
    }

    private static string Text(JsonDocument data, string member) =>
        data.RootElement.TryGetProperty(member, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
