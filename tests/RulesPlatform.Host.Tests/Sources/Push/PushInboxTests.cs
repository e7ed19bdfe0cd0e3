using System.Globalization;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using RulesPlatform.Host.Sources.Exposition;
using RulesPlatform.Host.Sources.Push;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Tests.Sources.Push;

[TestClass]
public sealed class PushInboxTests
{
    private const string Json = "application/x-ndjson";

    [DataRow("{\"metric\":\"x\",\"value\":1.5}", Json, "x{job=\"push\"} 1.5 @1000")]
    [DataRow("{\"value\":1,\"labels\":{\"a\":\"b\"},\"metric\":\"x\"}", null, "x{a=\"b\",job=\"push\"} 1 @1000")]
    [DataRow("{\"metric\":\"x\",\"value\":1,\"timestamp\":500}", Json, "x{job=\"push\"} 1 @500")]
    [DataRow("{\"metric\":\"x\",\"value\":1,\"timestamp\":\"1970-01-01T00:00:00.25Z\"}", "application/json; charset=utf-8", "x{job=\"push\"} 1 @250")]
    [DataRow("{\"metric\":\"x\",\"value\":\"+Inf\"}\n{\"metric\":\"y\",\"value\":\"NaN\"}", Json, "x{job=\"push\"} Infinity @1000;y{job=\"push\"} NaN @1000")]
    [DataRow("{\"metric\":\"x\",\"value\":1,\"labels\":{\"job\":\"mine\"}}", Json, "x{job=\"mine\"} 1 @1000", DisplayName = "their job wins")]
    [DataRow("\r\n{\"metric\":\"x\",\"value\":1}\r\n\r\n", Json, "x{job=\"push\"} 1 @1000", DisplayName = "CRLF and empty lines")]
    [DataRow("{\"metric\":\"x\",\"value\":2,\"timestamp\":600}\n{\"metric\":\"x\",\"value\":1,\"timestamp\":500}", Json, "x{job=\"push\"} 1 @500;x{job=\"push\"} 2 @600", DisplayName = "a series' times ascend")]
    [DataRow("{\"metric\":\"x\",\"value\":1}\n{\"metric\":\"x\",\"value\":2}", Json, "x{job=\"push\"} 1 @1000", DisplayName = "the first of two equal samples counts")]
    [DataRow("x{a=\"b\"} 1 500\ny 2", "text/plain", "x{a=\"b\",job=\"push\"} 1 @500;y{job=\"push\"} 2 @1000")]
    [DataRow("x_total 1 0.5\n# EOF\n", "application/openmetrics-text", "x_total{job=\"push\"} 1 @500")]
    [TestMethod]
    public void Makes_a_batch_of_a_push(string body, string? contentType, string expected)
    {
        (PushInbox inbox, SeriesTable table) = Inbox();
        PushOutcome outcome = inbox.Receive(Encoding.UTF8.GetBytes(body), contentType);
        SampleBatch batch = outcome.Batch!;
        Assert.AreEqual(expected, string.Join(';', Enumerable.Range(0, batch.Count).Select(i =>
            $"{table[new SeriesId(batch.Series[i])]} {batch.Values[i].ToString(CultureInfo.InvariantCulture)} @{batch.TimeOf(i)}")));
        Assert.AreEqual((batch.Count, 0, "push", new Slot(1000)), (outcome.Accepted, outcome.Errors.Count, batch.Job, batch.Slot));
    }

    [DataRow("{\"metric\":\"x\"}", "1: the member 'value' is missing")]
    [DataRow("{\"value\":1}", "1: the member 'metric' is missing")]
    [DataRow("{\"metric\":\"\",\"value\":1}", "1: 'metric' must be a name in quotes")]
    [DataRow("{\"metric\":5,\"value\":1}", "1: 'metric' must be a name in quotes")]
    [DataRow("{\"metric\":\"x\",\"value\":\"one\"}", "1: 'value' must be a number, or one of \"NaN\", \"+Inf\" and \"-Inf\"")]
    [DataRow("{\"metric\":\"x\",\"value\":null}", "1: 'value' must be a number, or one of \"NaN\", \"+Inf\" and \"-Inf\"")]
    [DataRow("{\"metric\":\"x\",\"value\":1,\"valeu\":2}", "1: the member 'valeu' is unknown; metric, labels, value and timestamp are known")]
    [DataRow("{\"metric\":\"x\",\"value\":1,\"value\":2}", "1: the member 'value' is given twice")]
    [DataRow("{\"metric\":\"x\",\"value\":1,\"labels\":[]}", "1: 'labels' must be an object of strings")]
    [DataRow("{\"metric\":\"x\",\"value\":1,\"labels\":{\"a\":1}}", "1: the label 'a' must be a string")]
    [DataRow("{\"metric\":\"x\",\"value\":1,\"labels\":{\"a\":\"1\",\"a\":\"2\"}}", "1: the label 'a' is given twice")]
    [DataRow("{\"metric\":\"x\",\"value\":1,\"labels\":{\"__name__\":\"y\"}}", "1: the label '__name__' is reserved: use 'metric'")]
    [DataRow("{\"metric\":\"x\",\"value\":1,\"timestamp\":1.5}", "1: 'timestamp' must be ISO 8601 in quotes or whole Unix milliseconds")]
    [DataRow("{\"metric\":\"x\",\"value\":1,\"timestamp\":\"today\"}", "1: 'timestamp' must be ISO 8601 in quotes or whole Unix milliseconds")]
    [DataRow("[1]", "1: expected an object such as {\"metric\":\"x\",\"value\":1}")]
    [DataRow("{\"metric\":\"x\",\"value\":1}\n{\"metric\":}\n\n{\"value\":1}", "2: column 11: this is no JSON: '}' is an invalid start of a value.;4: the member 'metric' is missing", DisplayName = "every line's error")]
    [TestMethod]
    public void A_line_that_is_wrong_refuses_the_push_and_says_why(string body, string errors)
    {
        (PushInbox inbox, SeriesTable table) = Inbox();
        PushOutcome outcome = inbox.Receive(Encoding.UTF8.GetBytes(body), Json);
        Assert.AreEqual(errors, string.Join(';', outcome.Errors.Select(error => $"{error.Line}: {error.Message}")));
        Assert.AreEqual((null, 0, 0), (outcome.Batch, outcome.Accepted, table.Count));
    }

    [DataRow("x 1\ny{ 2\n", "text/plain", 2, "line 2, column 4: expected a label name, found '2'; near 'y{ 2'")]
    [DataRow("x", "text/html", 0, "'text/html' is no form of samples; send application/x-ndjson, text/plain or application/openmetrics-text")]
    [DataRow("{\"metric\":\"x\",\"value\":1,\"labels\":{\"a\":\"12345678901\"}}", Json, 0, "the label 'a' of 'x' has a value of 11 characters, more than 10 (guards.maxLabelValueLength)")]
    [TestMethod]
    public void A_push_that_cannot_be_taken_is_refused_whole(string body, string contentType, int line, string message)
    {
        PushOutcome outcome = Inbox(new CollectionGuards { MaxLabelValueLength = 10 }).Inbox.Receive(Encoding.UTF8.GetBytes(body), contentType);
        Assert.AreEqual(new PushError(line, message), outcome.Errors.Single());
        Assert.IsNull(outcome.Batch);
    }

    [TestMethod]
    public void A_push_beyond_the_guards_is_refused()
    {
        byte[] body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"metric\":\"x\",\"value\":1}\n", 3)));
        PushOutcome tooMany = Inbox(new CollectionGuards { MaxSamples = 2 }).Inbox.Receive(body, Json);
        Assert.AreEqual(new PushError(3, "the push holds more than 2 samples (guards.maxSamples); send fewer at once"), tooMany.Errors.Single());
        PushOutcome tooLarge = Inbox(new CollectionGuards { MaxBodyBytes = 10 }).Inbox.Receive(body, Json);
        Assert.AreEqual("the body is larger than 10 bytes (guards.maxBodyBytes); send less at once", tooLarge.Errors.Single().Message);
    }

    [TestMethod]
    public void At_most_a_hundred_errors_are_listed()
    {
        byte[] body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{}\n", 500)));
        Assert.HasCount(PushInbox.MostErrors, Inbox().Inbox.Receive(body, Json).Errors);
    }

    private static (PushInbox Inbox, SeriesTable Table) Inbox(CollectionGuards? guards = null)
    {
        var table = new SeriesTable();
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1_999));
        return (new PushInbox("push", LabelSet.Empty, guards ?? new CollectionGuards(), MetricFilter.All, table, new MetricCatalog(), time), table);
    }
}
