using System.Net;
using System.Text;
using System.Text.Json;
using RulesPlatform.Host.Api.Live;
using RulesPlatform.Pipeline.Cycle;

namespace RulesPlatform.Host.Tests.Api;

[TestClass]
public sealed class WritingTests
{
    [TestMethod]
    public async Task A_silence_is_made_by_who_holds_the_key_unless_another_is_named()
    {
        await using LoopbackServer server = await LoopbackServer.Start();
        using HttpResponseMessage response = await EndpointTests.Send(server.Writer, "POST", "/api/v1/silences", "{\"matchers\":[\"service=~\\\"check.*\\\"\"],\"duration\":\"2h\"}");
        Assert.AreEqual(HttpStatusCode.Created, response.StatusCode);
        Assert.AreEqual("/api/v1/silences/s2", response.Headers.Location?.ToString());
        var command = (AddSilence)server.Platform.Commands.Single();
        Assert.AreEqual("ci", command.Author);
        Assert.AreEqual("service=~\"check.*\"", command.Matchers.Single().ToString());
        Assert.AreEqual(ShopWorld.Now + TimeSpan.FromHours(2), command.EndsAt);
        using HttpResponseMessage expired = await EndpointTests.Send(server.Writer, "DELETE", "/api/v1/silences/s2?author=eve", "");
        Assert.AreEqual(HttpStatusCode.NoContent, expired.StatusCode);
        Assert.AreEqual(new ExpireSilence("s2", "eve"), server.Platform.Commands[1]);
    }

    [TestMethod]
    public async Task An_acknowledgement_reaches_the_cycle()
    {
        await using LoopbackServer server = await LoopbackServer.Start();
        using HttpResponseMessage response = await EndpointTests.Send(
            server.Writer, "POST", $"/api/v1/alerts/{ShopWorld.Fingerprint}/ack", "{\"author\":\"eve\",\"comment\":\"known\",\"noise\":true}");
        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
        Assert.AreEqual(new Acknowledge(ShopWorld.Fingerprint, "known", "eve", true), server.Platform.Commands.Single());
    }

    [TestMethod]
    public async Task Samples_are_handed_over_as_they_came()
    {
        await using LoopbackServer server = await LoopbackServer.Start();
        using var content = new StringContent("up 1\n", Encoding.UTF8, "text/plain");
        using HttpResponseMessage response = await server.Writer.PostAsync(new Uri("/api/v1/samples", UriKind.Relative), content);
        Assert.AreEqual("{\"accepted\":3}", await response.Content.ReadAsStringAsync());
        (string type, byte[] body) = server.Platform.Pushed.Single();
        Assert.AreEqual("text/plain; charset=utf-8", type);
        Assert.AreEqual("up 1\n", Encoding.UTF8.GetString(body));
    }

    [TestMethod]
    public async Task Bad_lines_come_back_by_number()
    {
        await using LoopbackServer server = await LoopbackServer.Start();
        server.Platform.OnPush = () => new PushReceipt(0, [new LineFlaw(2, "no value"), new LineFlaw(5, "no name")]);
        using HttpResponseMessage response = await EndpointTests.Send(server.Writer, "POST", "/api/v1/samples", "x");
        await EndpointTests.IsProblem(response, HttpStatusCode.BadRequest, "line 5");
    }

    [TestMethod]
    public async Task A_body_past_the_bound_is_refused()
    {
        await using LoopbackServer server = await LoopbackServer.Start();
        using HttpResponseMessage response = await EndpointTests.Send(server.Writer, "POST", "/api/v1/samples", new string('x', 70_000));
        await EndpointTests.IsProblem(response, HttpStatusCode.RequestEntityTooLarge);
    }

    [TestMethod]
    public async Task A_rollback_says_what_it_replaced_or_why_not()
    {
        await using LoopbackServer server = await LoopbackServer.Start();
        using HttpResponseMessage done = await EndpointTests.Send(server.Writer, "POST", "/api/v1/rules/rollback", "{\"revision\":\"0123456789ab\"}");
        Assert.AreEqual("{\"revision\":\"0123456789ab\",\"replaced\":\"before\"}", await done.Content.ReadAsStringAsync());
        server.Platform.OnRollback = _ => new RollbackOutcome(null, null, "The files do not load any more.");
        using HttpResponseMessage refused = await EndpointTests.Send(server.Writer, "POST", "/api/v1/rules/rollback", "{\"revision\":\"0123456789ab\"}");
        await EndpointTests.IsProblem(refused, HttpStatusCode.Conflict);
    }

    [TestMethod]
    public async Task While_the_store_refuses_writes_wait_and_readiness_fails()
    {
        await using LoopbackServer server = await LoopbackServer.Start();
        server.Platform.StoreFault = "the disk is full.";
        using HttpResponseMessage refused = await EndpointTests.Send(server.Writer, "POST", "/api/v1/silences", "{\"matchers\":[\"a=b\"],\"duration\":\"1h\"}");
        await EndpointTests.IsProblem(refused, HttpStatusCode.ServiceUnavailable);
        using HttpResponseMessage ready = await server.Http.GetAsync(new Uri("/readyz", UriKind.Relative));
        Assert.AreEqual(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        StringAssert.Contains(await ready.Content.ReadAsStringAsync(), "\"name\":\"store\",\"isReady\":false,\"detail\":\"the disk is full.\"");
    }

    [TestMethod]
    public async Task A_reload_that_failed_is_told_until_it_is_mended()
    {
        await using LoopbackServer server = await LoopbackServer.Start();
        using HttpResponseMessage none = await server.Http.GetAsync(new Uri("/api/v1/rules/problems", UriKind.Relative));
        Assert.AreEqual(HttpStatusCode.NoContent, none.StatusCode);
        server.Platform.RuleProblem = new RuleProblem(ShopWorld.Now, ["thresholds/http.json:3:7: unknown member 'lvels'"]);
        StringAssert.Contains(await server.Http.GetStringAsync(new Uri("/api/v1/rules/problems", UriKind.Relative)), "lvels");
        StringAssert.Contains(await server.Http.GetStringAsync(new Uri("/api/v1/status", UriKind.Relative)), "Newer rule files were refused (1 problem)");
    }

    [TestMethod]
    public async Task Who_follows_the_feed_is_woken_by_the_next_decision()
    {
        await using LoopbackServer server = await LoopbackServer.Start();
        Task<string> waiting = server.Http.GetStringAsync(new Uri("/api/v1/events?after=3&wait=30s", UriKind.Relative));
        lock (server.Platform.Store.Log)
        {
            server.Platform.Store.Log.Add(new Decision(4, ShopWorld.Slot, "silence.added", "s2", "{\"id\":\"s2\"}"));
        }
        server.Platform.Bell.Ring(4);
        using JsonDocument answer = JsonDocument.Parse(await waiting);
        Assert.AreEqual(4, answer.RootElement.GetProperty("next").GetInt64());
        Assert.AreEqual("s2", answer.RootElement.GetProperty("events")[0].GetProperty("data").GetProperty("id").GetString());
    }

    [TestMethod]
    public async Task Who_follows_the_feed_is_let_go_when_the_server_stops()
    {
        LoopbackServer server = await LoopbackServer.Start();
        Task<string> waiting = server.Http.GetStringAsync(new Uri("/api/v1/events?after=3&wait=60s", UriKind.Relative));
        await server.Platform.Store.Asked.Task;
        await server.Stop();
        StringAssert.Contains(await waiting, "\"events\":[]");
        await server.DisposeAsync();
    }
}
