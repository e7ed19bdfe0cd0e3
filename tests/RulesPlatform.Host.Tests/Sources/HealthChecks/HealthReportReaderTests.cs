using System.Text;
using RulesPlatform.Host.Sources.HealthChecks;

namespace RulesPlatform.Host.Tests.Sources.HealthChecks;

[TestClass]
public sealed class HealthReportReaderTests
{
    [TestMethod]
    [DataRow("""{"status":"Healthy","totalDuration":"00:00:00.0123","entries":{"db":{"status":"Degraded","duration":"00:00:01","description":"slow","data":{"n":1},"tags":["x"]}}}""", DisplayName = "as documented")]
    [DataRow("""{"Status":"HEALTHY","TotalDuration":"00:00:00.0123","Entries":{"db":{"Status":"degraded","Duration":"00:00:01","Data":{"n":1.0}}},}""", DisplayName = "in another casing")]
    [DataRow("""{"status":2,"totalDuration":12.3,"results":{"db":{"status":1,"duration":1000,"data":{"n":true,"text":"a","null":null,"list":[1]}}}}""", DisplayName = "numbers for words and spans")]
    [DataRow("""{"status":"Healthy","duration":"00:00:00.0123","checks":[{"name":"db","status":"Degraded","duration":"00:00:01","data":{"n":1}}]}""", DisplayName = "checks as a list")]
    [DataRow("\uFEFF \r\n{\"status\":\"Healthy\",\"totalDuration\":\"00:00:00.0123\",\"entries\":{\"db\":{\"status\":\"Degraded\",\"duration\":\"00:00:01\",\"data\":{\"n\":1}}}}\n", DisplayName = "with a byte order mark")]
    public void Every_common_shape_reads_alike(string json)
    {
        HealthReport report = Read(json);
        Assert.AreEqual((1.0, TimeSpan.FromMilliseconds(12.3)), (report.Status, report.Duration));
        HealthEntry entry = report.Entries.Single();
        Assert.AreEqual(("db", 0.5, TimeSpan.FromSeconds(1)), (entry.Name, entry.Status, entry.Duration));
        Assert.AreEqual(new KeyValuePair<string, double>("n", 1), entry.Data.Single());
    }

    [TestMethod]
    [DataRow("Healthy", 1.0)]
    [DataRow(" degraded\r\n", 0.5)]
    [DataRow("\"Unhealthy\"", 0.0)]
    [DataRow("""{"status":"Unhealthy"}""", 0.0)]
    [DataRow("""{"status":"Healthy","entries":null}""", 1.0)]
    public void A_status_alone_is_a_report(string body, double status)
    {
        HealthReport report = Read(body);
        Assert.AreEqual(status, report.Status);
        Assert.IsNull(report.Duration);
        Assert.IsEmpty(report.Entries);
    }

    [TestMethod]
    public void A_check_that_is_only_a_word_and_a_span_that_is_none_are_borne()
    {
        HealthReport report = Read("""{"status":"Healthy","totalDuration":"12","entries":{"a":"Unhealthy","b":{"status":"Healthy","duration":"soon"}}}""");
        Assert.IsNull(report.Duration);
        Assert.AreEqual((0.0, 1.0), (report.Entries[0].Status, report.Entries[1].Status));
        Assert.IsNull(report.Entries[1].Duration);
    }

    [TestMethod]
    [DataRow("", "the body is empty")]
    [DataRow(" \n", "the body is empty")]
    [DataRow("OK", "'OK' is neither JSON nor one of Healthy, Degraded, Unhealthy")]
    [DataRow("{\n  \"status\": Healthy }", "line 2, column 13: 'H' is an invalid start of a value.")]
    [DataRow("{\"status\":\"Healthy\",\n\"entries\":{", "line 2, column 12: Expected depth to be zero at the end of the JSON payload. There is an open JSON object or array that should be closed.")]
    [DataRow("{}", "'status' is missing")]
    [DataRow("""{"status":"Fine"}""", "'status' is \"Fine\", which is none of Healthy, Degraded, Unhealthy")]
    [DataRow("""{"status":3}""", "'status' is 3, which is none of Healthy, Degraded, Unhealthy")]
    [DataRow("""{"status":"Healthy","entries":{"db":{"status":null}}}""", "'entries.db.status' is null, which is none of Healthy, Degraded, Unhealthy")]
    [DataRow("""{"status":"Healthy","entries":{"db":{}}}""", "'entries.db.status' is missing")]
    [DataRow("""{"status":"Healthy","entries":{"db":"up"}}""", "'entries.db' is \"up\", which is none of Healthy, Degraded, Unhealthy")]
    [DataRow("""{"status":"Healthy","entries":7}""", "'entries' is 7, which is neither an object nor a list of checks")]
    [DataRow("""{"status":"Healthy","checks":[{"status":"Healthy"}]}""", "checks[0] has no 'name'")]
    [DataRow("""{"status":"Healthy","entries":{"db":"Healthy","db":"Healthy"}}""", "the check 'db' is in 'entries' 2 times")]
    public void What_is_amiss_is_said_with_its_place(string body, string message) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<FormatException>(() => Read(body)).Message);

    private static HealthReport Read(string body) => HealthReportReader.Read(Encoding.UTF8.GetBytes(body));
}
