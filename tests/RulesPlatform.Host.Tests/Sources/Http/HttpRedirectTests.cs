using Microsoft.AspNetCore.Http;
using RulesPlatform.Host.Tests.Responders;
using RulesPlatform.Host.Tests.Sources.Probes;
using RulesPlatform.Pipeline.Collection;

namespace RulesPlatform.Host.Tests.Sources.Http;

[TestClass]
public sealed class HttpRedirectTests
{
    private static readonly HttpSourceSettings WithCredentials =
        HttpChecks.With(("Authorization", "Bearer t"), ("X-Api-Key", "k"), ("Cookie", "c=1"), ("Accept", "text/html"));

    [TestMethod]
    public async Task A_redirect_on_the_same_origin_keeps_the_headers()
    {
        await using WebSink server = await WebSink.Start(context => Answer(context, context.Request.Path == "/old" ? "/new" : null));
        ProbedSamples samples = await ProbedSamples.From(HttpChecks.Open(server.Url + "/old", WithCredentials));
        Assert.AreEqual("none", samples.Reason);
        Assert.AreEqual((1.0, 200.0), (samples["probe_http_redirects"], samples["probe_http_status_code"]));
        Assert.AreEqual("/old", (await server.Next()).Target);
        ReceivedRequest second = await server.Next();
        Assert.AreEqual(("/new", "Bearer t"), (second.Target, second.Headers["Authorization"]));
    }

    [TestMethod]
    [DataRow("127.0.0.1", DisplayName = "another port")]
    [DataRow("elsewhere.test", DisplayName = "another name")]
    public async Task Credentials_do_not_follow_to_another_host(string host)
    {
        await using WebSink there = await WebSink.Start(200, "there");
        await using WebSink here = await WebSink.Start(context => Answer(context, $"http://{host}:{new Uri(there.Url).Port}/x"));
        ProbedSamples samples = await ProbedSamples.From(HttpChecks.Open(here.Url, WithCredentials));
        Assert.AreEqual("none", samples.Reason);
        Assert.AreEqual("Bearer t", (await here.Next()).Headers["Authorization"]);
        ReceivedRequest foreign = await there.Next();
        CollectionAssert.AreEquivalent(new[] { "Host", "Accept", "User-Agent" }, foreign.Headers.Keys.ToArray());
        Assert.AreEqual("text/html", foreign.Headers["Accept"]);
    }

    [TestMethod]
    public async Task Credentials_are_there_again_once_the_way_leads_back()
    {
        string home = "";
        await using WebSink there = await WebSink.Start(context => Answer(context, home + "/end"));
        await using WebSink here = await WebSink.Start(context => Answer(context, context.Request.Path == "/end" ? null : there.Url));
        home = here.Url;
        Assert.AreEqual("none", (await ProbedSamples.From(HttpChecks.Open(here.Url, WithCredentials))).Reason);
        Assert.IsFalse((await there.Next()).Headers.ContainsKey("Authorization"));
        await here.Next();
        Assert.AreEqual("Bearer t", (await here.Next()).Headers["Authorization"]);
    }

    [TestMethod]
    [DataRow(10, "none", 10)]
    [DataRow(11, "redirect", 10)]
    public async Task Ten_redirects_are_followed_and_no_more(int redirects, string reason, double followed)
    {
        await using WebSink server = await WebSink.Start(context =>
        {
            int step = int.Parse(context.Request.Query["step"]!, System.Globalization.CultureInfo.InvariantCulture);
            return Answer(context, step < redirects ? $"/?step={step + 1}" : null);
        });
        ProbedSamples samples = await ProbedSamples.From(HttpChecks.Open(server.Url + "/?step=0"));
        Assert.AreEqual((reason, followed), (samples.Reason, samples["probe_http_redirects"]));
    }

    [TestMethod]
    [DataRow(301, "POST", "GET", "")]
    [DataRow(302, "POST", "GET", "")]
    [DataRow(303, "PUT", "GET", "")]
    [DataRow(302, "HEAD", "HEAD", "")]
    [DataRow(307, "POST", "POST", "body")]
    [DataRow(308, "PUT", "PUT", "body")]
    public async Task Only_307_and_308_repeat_a_body(int status, string method, string then, string body)
    {
        await using WebSink server = await WebSink.Start(context => Answer(context, context.Request.Path == "/" ? "/next" : null, status));
        HttpSourceSettings settings = HttpChecks.Plain with { Method = method, Body = method == "HEAD" ? null : "body" };
        Assert.AreEqual("none", (await ProbedSamples.From(HttpChecks.Open(server.Url, settings))).Reason);
        await server.Next();
        ReceivedRequest second = await server.Next();
        Assert.AreEqual((then, body), (second.Method, second.Body));
    }

    [TestMethod]
    [DataRow("", DisplayName = "nowhere")]
    [DataRow("ftp://127.0.0.1/", DisplayName = "out of HTTP")]
    public async Task A_redirect_that_cannot_be_followed_fails(string location)
    {
        await using WebSink server = await WebSink.Start(context => Answer(context, location));
        ProbedSamples samples = await ProbedSamples.From(HttpChecks.Open(server.Url));
        Assert.AreEqual(("redirect", 302.0, 0.0), (samples.Reason, samples["probe_http_status_code"], samples["probe_http_redirects"]));
    }

    [TestMethod]
    public async Task A_redirect_is_the_answer_where_it_is_expected_or_not_followed()
    {
        await using WebSink server = await WebSink.Start(context => Answer(context, context.Request.Path == "/" ? "/next" : null));
        ProbedSamples expected = await ProbedSamples.From(HttpChecks.Open(server.Url, HttpChecks.Plain with { ExpectStatus = [302] }));
        Assert.AreEqual(("none", 302.0), (expected.Reason, expected["probe_http_status_code"]));
        ProbedSamples unfollowed = await ProbedSamples.From(HttpChecks.Open(server.Url, HttpChecks.Plain with { FollowRedirects = false }));
        Assert.AreEqual(("status", 302.0), (unfollowed.Reason, unfollowed["probe_http_status_code"]));
    }

    private static Task Answer(HttpContext context, string? location, int status = 302)
    {
        context.Response.StatusCode = location is null ? 200 : status;
        if (location is { Length: > 0 })
        {
            context.Response.Headers.Location = location;
        }
        return Task.CompletedTask;
    }
}
