using System.Globalization;
using System.Text;
using RulesPlatform.Host.Sources.HealthChecks;

namespace RulesPlatform.Host.Tests.Sources.HealthChecks;

[TestClass]
public sealed class HealthReportReaderTests
{
    private const string Documented = """
        {"status":"Degraded","totalDuration":"00:00:00.0123","entries":{
          "db":{"data":{"latency_ms":12.5,"primary":true,"name":"orders","nested":{"a":1}},"description":"slow","duration":"00:00:00.0100","status":"Degraded","tags":["ready"]},
          "disk":{"data":{},"duration":"00:00:01.5","status":"Healthy","tags":[]}}}
        """;

    [TestMethod]
    public void Reads_the_documented_form()
    {
        HealthReport report = Read(Documented);
        Assert.AreEqual(0.5, report.Status);
        Assert.AreEqual(0.0123, report.Duration!.Value.TotalSeconds, 1e-9);
        Assert.AreEqual("db 0.5 0.01 [latency_ms=12.5,primary=1]; disk 1 1.5 []", Describe(report));
    }

    [TestMethod]
    [DataRow("Healthy", 1.0)]
    [DataRow("Degraded", 0.5)]
    [DataRow("Unhealthy\n", 0.0)]
    [DataRow("\uFEFFhealthy", 1.0, DisplayName = "with a byte order mark")]
    [DataRow("\"Healthy\"", 1.0, DisplayName = "in quotes")]
    [DataRow("{\"STATUS\":\"UNHEALTHY\"}", 0.0, DisplayName = "in capitals, without checks")]
    [DataRow("{\"status\":2}", 1.0, DisplayName = "the enumeration's number")]
    [DataRow("{\"status\":1,}", 0.5)]
    [DataRow("{\"status\":0}", 0.0)]
    public void Reads_the_status(string body, double expected) => Assert.AreEqual(expected, Read(body).Status);

    [TestMethod]
    [DataRow("""{"Status":"Healthy","Entries":{"a":{"Status":"Healthy","Duration":"00:00:02"}}}""", "a 1 2 []")]
    [DataRow("""{"status":"Healthy","results":{"a":{"status":"Degraded","description":null,"data":{"n":1e3}}}}""", "a 0.5 - [n=1000]")]
    [DataRow("""{"status":"Healthy","checks":[{"name":"a","status":"Healthy","duration":250},{"name":"b","status":"Unhealthy"}]}""", "a 1 0.25 []; b 0 - []")]
    [DataRow("""{"status":"Healthy","entries":{"a":"Unhealthy"}}""", "a 0 - []")]
    [DataRow("""{"status":"Healthy","entries":{}}""", "")]
    public void Reads_the_forms_that_are_in_use(string body, string expected) => Assert.AreEqual(expected, Describe(Read(body)));

    [TestMethod]
    [DataRow("", "the body is empty")]
    [DataRow("<html>502</html>", "'<html>502</html>' is neither JSON nor")]
    [DataRow("[]", "neither JSON nor")]
    [DataRow("{\"status\":", "no JSON")]
    [DataRow("{}", "the report has no 'status'")]
    [DataRow("{\"status\":\"Fine\"}", "the status of the report is \"Fine\"")]
    [DataRow("{\"status\":3}", "the status of the report is 3")]
    [DataRow("{\"status\":\"Healthy\",\"entries\":{\"a\":{}}}", "check 'a' has no 'status'")]
    [DataRow("{\"status\":\"Healthy\",\"checks\":[{\"status\":\"Healthy\"}]}", "has no name")]
    [DataRow("{\"status\":\"Healthy\",\"entries\":{\"a\":\"Healthy\",\"a\":\"Healthy\"}}", "'a' is listed 2 times")]
    public void Says_what_is_amiss(string body, string expected)
    {
        FormatException failure = Assert.ThrowsExactly<FormatException>(() => Read(body));
        StringAssert.Contains(failure.Message, expected);
        Assert.IsFalse(failure.Message.Contains('\n'));
    }

    private static HealthReport Read(string body) => HealthReportReader.Read(Encoding.UTF8.GetBytes(body));

    private static string Describe(HealthReport report) => string.Join("; ", report.Entries.Select(entry => string.Create(
        CultureInfo.InvariantCulture,
        $"{entry.Name} {entry.Status} {entry.Duration?.TotalSeconds.ToString(CultureInfo.InvariantCulture) ?? "-"} [{string.Join(',', entry.Data.Select(data => string.Create(CultureInfo.InvariantCulture, $"{data.Key}={data.Value}")))}]")));
}
