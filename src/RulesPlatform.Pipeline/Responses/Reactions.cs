using System.Globalization;
using RulesPlatform.Pipeline.Responses.Grouping;
using RulesPlatform.Pipeline.Responses.Holding;
using RulesPlatform.Pipeline.Responses.Routing;

namespace RulesPlatform.Pipeline.Responses;

/// <summary>What rules do besides notifying, once for each episode of an alert: when it begins to fire, or never.</summary>
internal sealed class Reactions(ResponseLedger ledger)
{
    /// <param name="hold">Holds commands and captures back whatever it is; notes and findings only for shadow rules.</param>
    public void React(ResponseRule rule, TrackedAlert alert, Hold? hold, DateTimeOffset at)
    {
        bool isRecord = rule.Action is AnnotateAction or RecommendAction;
        if (hold is not null && (!isRecord || hold.Cause == "shadow"))
        {
            ledger.Suppress(alert.Id, rule.Id, hold.Cause, hold.By);
            return;
        }
        switch (rule.Action)
        {
            case AnnotateAction annotate:
                ledger.Add(new Annotation(alert.Id, rule.Id, at, annotate.Text.Render(alert.Facts)));
                break;
            case RecommendAction recommend:
                ledger.Add(new Recommendation(
                    alert.Id, rule.Id, at, recommend.Category, recommend.Subject.Render(alert.Facts), recommend.Text.Render(alert.Facts)));
                break;
            case RunAction run:
                ledger.Add(Act(rule, alert, Arguments(run, alert), at));
                break;
            case CaptureAction capture:
                ledger.Add(Act(rule, alert, Arguments(capture, alert), at));
                break;
        }
    }

    private static Notification Act(ResponseRule rule, TrackedAlert alert, Dictionary<string, string> parameters, DateTimeOffset at)
    {
        string receiver = "action:" + rule.Action.Name;
        string key = AlertGroup.KeyOf(rule.Id, alert.Id.ToString());
        NotifiedAlert told = alert.Describe();
        return new Notification
        {
            DedupKey = DedupKey.Of(receiver, key, "", 0, [(alert, told)]),
            Receiver = receiver,
            Route = rule.Id,
            Cause = NotificationCause.Action,
            GroupKey = key,
            GroupLabels = alert.Labels,
            DueAt = at,
            Alerts = [told],
            Parameters = parameters,
        };
    }

    private static Dictionary<string, string> Arguments(RunAction run, TrackedAlert alert)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["command"] = run.Command };
        for (int i = 0; i < run.Arguments.Count; i++)
        {
            parameters[i.ToString(CultureInfo.InvariantCulture)] = run.Arguments[i].Render(alert.Facts);
        }
        return parameters;
    }

    private static Dictionary<string, string> Arguments(CaptureAction capture, TrackedAlert alert)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["what"] = string.Join(',', capture.What) };
        if (capture.Process is { } process)
        {
            parameters["process"] = process.Render(alert.Facts);
        }
        return parameters;
    }
}
