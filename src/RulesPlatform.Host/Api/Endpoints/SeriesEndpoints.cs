using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Host.Api.Live;
using RulesPlatform.Host.Api.Reports;
using RulesPlatform.Rules.Catalogues;

namespace RulesPlatform.Host.Api.Endpoints;

/// <summary>Samples: which series there are, their values over a range, and all of them to take away.</summary>
internal static class SeriesEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/series", Series).Produces<SeriesAnswer>().ProducesValidationProblem().WithSummary("Series by name and labels.");
        api.MapGet("/catalog", Catalogue).Produces(200, null, "application/json").WithSummary("Every metric with its type, unit, labels, cadence and range, as rulelint reads it (catalog.json).");
        api.MapGet("/query", Query).Produces<QueryAnswer>().ProducesProblem(404).ProducesValidationProblem().WithSummary("A series or signal over a range.");
        api.MapGet("/export", Export).Produces(200, null, "application/openmetrics-text", "text/csv").ProducesProblem(404).ProducesValidationProblem()
            .WithSummary("Samples as they are stored, as OpenMetrics or CSV, streamed.");
    }

    private static ContentHttpResult Catalogue(IRunningPlatform platform, TimeProvider time) => TypedResults.Text(
        CatalogueText.Write(CatalogueReport.Of(platform.Archive, platform.Describe, time.GetUtcNow())),
        "application/json");

    private static IResult Series(
        IRunningPlatform platform, TimeProvider time,
        [Description("name{label=\"x\"}; all series unless said.")] string? selector,
        [Description("At most so many, 1 to 100000; 1000 unless said otherwise.")] string? limit)
    {
        var question = new Question(time.GetUtcNow());
        Selector wanted = string.IsNullOrEmpty(selector) ? new Selector(null, []) : question.Selector("selector", selector);
        int most = (int)question.Integer("limit", limit, 1000, 1, 100_000);
        if (question.IsFlawed)
        {
            return question.Refusal;
        }
        var found = platform.Archive.Series(wanted.Metric, wanted.Matchers, int.MaxValue);
        return TypedResults.Ok(new SeriesAnswer(
            [.. found.Take(most).Select(series => new SeriesName(series.Key.Metric, Plain.Labels(series.Key.Labels)))], Math.Max(0, found.Count - most)));
    }

    private static async Task<IResult> Query(
        IRunningPlatform platform, TimeProvider time,
        [Description("name{label=\"x\",other=~\"y.*\"}: a series or a signal.")] string? selector,
        [Description("From when: an instant or a span (that long ago); 1h unless said otherwise.")] string? from,
        [Description("Until when; now unless said otherwise.")] string? to,
        [Description("Width of one step, e.g. 1m; samples as they are unless said.")] string? step,
        [Description("How a step's samples become one: avg (default), min, max, sum, count, last, rate, increase.")] string? fold,
        [Description("At most so many series, 1 to 1000; 20 unless said otherwise.")] string? limit, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        var question = new Question(now);
        SeriesQuery query = QueryOf(question, now, selector, from, to, step, fold, limit);
        if (question.IsFlawed)
        {
            return question.Refusal;
        }
        LiveView live = await platform.Look(LiveScope.NoSignals, cancellation);
        return query.Answer(PlatformReading.Of(platform.Archive, live, now)) is { } answer
            ? TypedResults.Ok(answer)
            : ApiProblem.Unknown("series or signal", selector!, "GET /api/v1/series and /api/v1/signals list them.");
    }

    /// <summary>The same for the command line, which asks the store with it where no server runs.</summary>
    public static SeriesQuery QueryOf(Question question, DateTimeOffset now, string? selector, string? from, string? to, string? step, string? fold, string? limit)
    {
        DateTimeOffset begin = question.Instant("from", from, now - TimeSpan.FromHours(1));
        DateTimeOffset end = question.Instant("to", to, now);
        TimeSpan? width = question.Span("step", step, TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(366));
        if (begin >= end)
        {
            question.Refuse("from", "it is not before 'to'.");
        }
        else if (width is { } wide && (end - begin) / wide > SeriesQuery.MostPoints)
        {
            question.Refuse("step", $"it makes more than {SeriesQuery.MostPoints} points; ask for wider steps or a shorter range.");
        }
        return new SeriesQuery(
            selector ?? "", question.Selector("selector", selector), begin, end, width, question.Word("fold", fold, StepFold.Avg), (int)question.Integer("limit", limit, 20, 1, 1000));
    }

    private static IResult Export(
        IRunningPlatform platform, TimeProvider time,
        [Description("name{label=\"x\"}; every series unless said.")] string? selector,
        [Description("From when: an instant or a span (that long ago); the beginning unless said otherwise.")] string? from,
        [Description("Until when; now unless said otherwise.")] string? to,
        [Description("openmetrics (default) or csv.")] string? format)
    {
        DateTimeOffset now = time.GetUtcNow();
        var question = new Question(now);
        Selector wanted = string.IsNullOrEmpty(selector) ? new Selector(null, []) : question.Selector("selector", selector);
        ExportFormat kind = question.Word("format", format, ExportFormat.OpenMetrics);
        var export = new SampleExport(platform.Archive, wanted, question.Instant("from", from, DateTimeOffset.UnixEpoch), question.Instant("to", to, now), kind);
        if (question.IsFlawed)
        {
            return question.Refusal;
        }
        return export.Count == 0
            ? ApiProblem.Unknown("series", selector ?? "", "GET /api/v1/series lists them.")
            : Results.Stream(body => export.Write(body, _ => { }, CancellationToken.None), SampleExport.MediaTypeOf(kind));
    }
}
