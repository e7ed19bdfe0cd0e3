using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Host.Api.Past;
using RulesPlatform.History.Reading;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Host.Api.Reports;

/// <summary>Alerts as the API shows them.</summary>
internal static class AlertReport
{
    public static AlertsAnswer Current(IArchive archive, DateTimeOffset at)
    {
        IReadOnlyList<StoredSilence> silences = archive.Silences();
        ILookup<string, StoredAcknowledgement> acknowledgements = archive.Acknowledgements(null).ToLookup(one => one.Fingerprint);
        return new AlertsAnswer([.. archive.CurrentAlerts().Select(change => Of(change, silences, acknowledgements[change.Fingerprint], at))]);
    }

    /// <summary>Null where no such alert was ever stored.</summary>
    public static AlertHistoryAnswer? History(PlatformReading reading, string fingerprint, int limit)
    {
        IReadOnlyList<StoredChange> changes = reading.Archive.Changes(fingerprint, limit);
        if (changes.Count == 0)
        {
            return null;
        }
        var text = new RuleText(reading.Archive);
        return new AlertHistoryAnswer(
            Of(changes[0], reading.Archive.Silences(), reading.Archive.Acknowledgements(fingerprint), reading.At),
            [.. changes.Select(change => new AlertChangeAnswer(
                change.Slot.Instant, change.From.ToString(), change.To.ToString(), change.Reason.ToString(), change.Incarnation.Instant,
                change.Transition, change.Unsent, Of(change, text, [])))]);
    }

    public static AlertAnswer Of(
        StoredChange change, IReadOnlyList<StoredSilence> silences, IEnumerable<StoredAcknowledgement> acknowledgements, DateTimeOffset at)
    {
        LabelSet matched = Matched(change);
        return new AlertAnswer
        {
            Fingerprint = change.Fingerprint,
            Rule = change.Rule,
            Name = change.Name,
            Severity = change.Severity,
            State = change.To.ToString(),
            Owner = change.Owner,
            Labels = Plain.Labels(change.Labels),
            Annotations = change.Annotations,
            Since = change.Incarnation.Instant,
            ChangedAt = change.Slot.Instant,
            Reason = change.Reason.ToString(),
            Signal = change.Signal,
            Value = Plain.Number(change.Value),
            Unit = change.Unit,
            Mode = change.Mode.ToString(),
            Unsent = change.Unsent,
            SilencedBy = [.. silences.Where(stored => stored.Silence.IsActive(at) && stored.Silence.Matchers.All(matcher => matcher.Matches(matched))).Select(stored => stored.Silence.Id)],
            AcknowledgedBy = change.To == AlertState.Inactive ? null : acknowledgements.FirstOrDefault(one => one.At >= change.Incarnation.Instant)?.Author,
        };
    }

    /// <summary>The evidence of a change; its inputs' series are looked up by the caller, where they are wanted.</summary>
    public static JudgementAnswer Of(StoredChange change, RuleText text, IReadOnlyList<InputAnswer> inputs)
    {
        Evidence evidence = change.Evidence;
        return new JudgementAnswer
        {
            Rule = evidence.Rule,
            Revision = evidence.Revision,
            Place = text.PlaceOf(evidence.Revision, evidence.Origin),
            Expression = evidence.Expression,
            Parts = Plain.Parts(evidence.Parts),
            Verdict = evidence.Verdict.ToString(),
            Fault = evidence.Fault,
            Levels = [.. evidence.Levels.Select(level => new LevelAnswer(level.Name, Plain.Number(level.Value), level.Source))],
            Margin = Margin(evidence.Expression, evidence.Signal.Value, evidence.Levels),
            Signal = new MeasuredAnswer(
                evidence.Signal.Name, Plain.Labels(evidence.Signal.Labels), evidence.Signal.Slot.Instant, change.Unit, Plain.Number(evidence.Signal.Value),
                Plain.Number(evidence.Signal.Expected), Plain.Number(evidence.Signal.Deviation), Plain.Number(evidence.Signal.Score), evidence.Signal.Tier.ToString(),
                evidence.Signal.Age.TotalSeconds, evidence.Signal.Coverage, evidence.Signal.Reason.ToString()),
            Formula = evidence.Formula,
            Inputs = inputs.Count > 0 ? inputs : [.. evidence.Inputs.Select(input => new InputAnswer(input.Name, Plain.Number(input.Value), null, [], 0))],
            Baseline = evidence.Baseline,
            StockAgrees = evidence.StockAgrees,
        };
    }

    public static NotificationAnswer Of(StoredNotification stored)
    {
        Notification body = stored.Notification;
        return new NotificationAnswer(
            body.DedupKey, body.Receiver, body.Route, body.Cause.ToString(), body.GroupKey, body.DueAt, stored.State.ToString().ToLowerInvariant(), stored.Attempts, stored.Detail,
            stored.NextAt, stored.SettledAt, body.Note, stored.Attachment,
            [.. body.Alerts.Select(alert => new NotifiedAnswer(alert.Fingerprint, alert.Labels["alertname"], alert.IsFiring))]);
    }

    public static SilenceAnswer Of(StoredSilence stored, DateTimeOffset at)
    {
        Silence silence = stored.Silence;
        string state = silence.EndsAt <= at ? "expired" : silence.IsActive(at) ? "active" : "pending";
        return new SilenceAnswer(
            silence.Id, state, [.. silence.Matchers.Select(matcher => matcher.ToString())], silence.StartsAt, silence.EndsAt, silence.Author, silence.Comment, stored.ExpiredBy);
    }

    /// <summary>Value minus the level that the expression names first; null where it names none or the value is missing.</summary>
    public static double? Margin(string expression, double value, IEnumerable<LevelUsed> levels)
    {
        LevelUsed? first = levels
            .Select(level => (Level: level, At: expression.IndexOf($"threshold.{level.Name}", StringComparison.OrdinalIgnoreCase)))
            .Where(found => found.At >= 0)
            .OrderBy(found => found.At)
            .ThenByDescending(found => found.Level.Name.Length)
            .Select(found => found.Level)
            .FirstOrDefault();
        return first is null ? null : Plain.Number(value - first.Value);
    }

    /// <summary>What silences and inhibitions see of an alert.</summary>
    private static LabelSet Matched(StoredChange change) =>
        change.Labels.With(LabelSet.Of(("alertname", change.Name), ("severity", change.Severity), ("rule", change.Rule)));
}
