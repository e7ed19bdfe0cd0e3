using System.ComponentModel;
using RulesPlatform.Host.Api.Access;
using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Host.Api.Live;
using RulesPlatform.Host.Api.Reports;
using RulesPlatform.History.Reading;
using RulesPlatform.Pipeline.Cycle;

namespace RulesPlatform.Host.Api.Endpoints;

/// <summary>Alerts, why they are, and what became of their notifications.</summary>
internal static class AlertEndpoints
{
    private const string ListThem = "GET /api/v1/alerts lists those that are not over.";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/alerts", Current).Produces<AlertsAnswer>().ProducesValidationProblem().WithSummary("Alerts that are pending, firing or recovering.");
        api.MapGet("/alerts/{fingerprint}", One).Produces<AlertHistoryAnswer>().ProducesProblem(404).ProducesValidationProblem()
            .WithSummary("One alert with its changes, newest first, and what each was decided from.");
        api.MapPost("/alerts/{fingerprint}/ack", Acknowledge).Accepts<AckRequest>("application/json", "*/*").Produces<AckAnswer>().ProducesProblem(401).ProducesProblem(404)
            .ProducesValidationProblem().WithMetadata(new AccessMark(AccessKind.Write)).WithSummary("Stops repeats and escalation while this episode lasts.");
        api.MapGet("/explain", Explain).Produces<ExplainAnswer>().ProducesProblem(404).ProducesValidationProblem().WithSummary("Why an alert or a signal is as it is.");
        api.MapGet("/notifications", Notifications).Produces<NotificationsAnswer>().ProducesValidationProblem().WithSummary("Notifications, newest first.");
    }

    private static IResult Current(
        IRunningPlatform platform, TimeProvider time,
        [Description("pending, firing or recovering; all unless said.")] string? state,
        [Description("One severity only.")] string? severity)
    {
        var question = new Question(time.GetUtcNow());
        Pipeline.Thresholds.AlertState wanted = question.Word("state", state, Pipeline.Thresholds.AlertState.Inactive);
        if (question.IsFlawed)
        {
            return question.Refusal;
        }
        AlertsAnswer all = AlertReport.Current(platform.Archive, time.GetUtcNow());
        return TypedResults.Ok(new AlertsAnswer([.. all.Alerts.Where(alert =>
            (string.IsNullOrEmpty(state) || alert.State == wanted.ToString()) && (string.IsNullOrEmpty(severity) || alert.Severity == severity))]));
    }

    private static IResult One(IRunningPlatform platform, TimeProvider time, string fingerprint, [Description("Changes, 1 to 1000; 50 unless said otherwise.")] string? limit)
    {
        var question = new Question(time.GetUtcNow());
        int most = (int)question.Integer("limit", limit, 50, 1, 1000);
        if (question.IsFlawed)
        {
            return question.Refusal;
        }
        return AlertReport.History(new PlatformReading(platform.Archive, null, null, time.GetUtcNow()), fingerprint, most) is { } history
            ? TypedResults.Ok(history)
            : ApiProblem.Unknown("alert", fingerprint, ListThem);
    }

    private static async Task<IResult> Acknowledge(HttpContext context, IRunningPlatform platform, string fingerprint, CancellationToken cancellation)
    {
        (AckRequest? request, IResult? refusal) = await RequestBody.Read(context.Request, ApiJson.Default.AckRequest, cancellation);
        if (request is null)
        {
            return refusal!;
        }
        string author = request.Author ?? RequestBody.CallerOf(context);
        try
        {
            CycleOutcome outcome = await platform.Command(new Acknowledge(fingerprint, request.Comment ?? "", author, request.Noise), cancellation);
            return outcome.Decisions.FirstOrDefault(decision => decision.Kind == "alert.acknowledged") is { } decision
                ? TypedResults.Ok(new AckAnswer(fingerprint, author, request.Comment ?? "", request.Noise, decision.Sequence))
                : ApiProblem.Unknown("alert that fires", fingerprint, ListThem);
        }
        catch (HistoryFaultException fault)
        {
            return ApiProblem.StoreFault(fault);
        }
    }

    private static async Task<IResult> Explain(
        IRunningPlatform platform, TimeProvider time,
        [Description("An alert's fingerprint or its beginning, a rule's id or name, or a signal's name; the last three with labels where several bear it.")] string? subject, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(subject))
        {
            return ApiProblem.Invalid("subject", "is missing: name an alert's fingerprint, a rule or a signal.");
        }
        LiveView live = await platform.Look(LiveScope.Of(Explainer.SignalNameIn(subject)), cancellation);
        return Explainer.Explain(PlatformReading.Of(platform.Archive, live, time.GetUtcNow()), subject) is { } answer
            ? TypedResults.Ok(answer)
            : ApiProblem.Unknown("alert or signal", subject, "GET /api/v1/alerts and /api/v1/signals list them.");
    }

    private static IResult Notifications(
        IRunningPlatform platform, TimeProvider time,
        [Description("queued, delivered or dead; all unless said.")] string? state,
        [Description("Only those that carry this alert.")] string? alert,
        [Description("Due at or after: an instant or a span (that long ago); 1d unless said otherwise.")] string? since,
        [Description("At most so many, 1 to 1000; 100 unless said otherwise.")] string? limit)
    {
        DateTimeOffset now = time.GetUtcNow();
        var question = new Question(now);
        NotificationState wanted = question.Word("state", state, NotificationState.Queued);
        DateTimeOffset from = question.Instant("since", since, now - TimeSpan.FromDays(1));
        int most = (int)question.Integer("limit", limit, 100, 1, 1000);
        return question.IsFlawed
            ? question.Refusal
            : TypedResults.Ok(new NotificationsAnswer(
                [.. platform.Archive.Notifications(string.IsNullOrEmpty(alert) ? null : alert, string.IsNullOrEmpty(state) ? null : wanted, from, most).Select(AlertReport.Of)]));
    }
}
