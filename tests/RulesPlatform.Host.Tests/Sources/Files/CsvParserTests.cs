using System.Globalization;
using System.Text;
using RulesPlatform.Host.Sources.Files;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Tests.Sources.Files;

[TestClass]
public sealed class CsvParserTests
{
    [DataRow("timestamp,metric,value,host\n1795514400,m,1,x", "m{host=\"x\"} 1 @1795514400000", DisplayName = "Unix seconds")]
    [DataRow("timestamp,metric,value\n1795514400.25,m,1", "m 1 @1795514400250", DisplayName = "Unix seconds with a fraction")]
    [DataRow("timestamp,metric,value\n1795514400123,m,1", "m 1 @1795514400123", DisplayName = "Unix milliseconds")]
    [DataRow("timestamp,metric,value\n2026-11-24T10:00:00Z,m,1", "m 1 @1795514400000", DisplayName = "ISO 8601 in UTC")]
    [DataRow("timestamp,metric,value\n2026-11-24T11:00:00.5+01:00,m,1", "m 1 @1795514400500", DisplayName = "ISO 8601 with offset and fraction")]
    [DataRow("timestamp,metric,value\n2026-11-24 10:00,m,1", "m 1 @1795514400000", DisplayName = "ISO 8601 with a blank, to the minute, UTC by default")]
    [DataRow("timestamp,metric,value\n,m,1", "m 1 @7", DisplayName = "no time is the file's")]
    [DataRow("Value,METRIC\n1,m", "m 1 @7", DisplayName = "columns in any order and case")]
    [DataRow("metric,value,Host\nm,1,x", "m{Host=\"x\"} 1 @7", DisplayName = "labels keep their case")]
    [DataRow("metric,value,a\r\nm,1,\r\n\r\nn,2,b\r\n", "m 1 @7;n{a=\"b\"} 2 @7", DisplayName = "CRLF, empty lines, empty labels")]
    [DataRow("metric,value,a\n\"m\",\"1\",\"x,\"\"y\"\"\nz\"\nm,2,w", "m{a=\"x,\\\"y\\\"\\nz\"} 1 @7;m{a=\"w\"} 2 @7", DisplayName = "quotes")]
    [DataRow("metric,value\nm, 1e3 \nm,+Inf", "m 1000 @7;m Infinity @7")]
    [DataRow("\uFEFFmetric,value\nm,1", "m 1 @7", DisplayName = "a byte order mark")]
    [DataRow("metric,value,a,b\nm,1,x,\nm,2,,x", "m{a=\"x\"} 1 @7;m{b=\"x\"} 2 @7", DisplayName = "columns are told apart")]
    [DataRow("metric,value\n", "", DisplayName = "a header alone")]
    [TestMethod]
    public void Reads_samples(string text, string expected)
    {
        SampleWriter writer = Writer();
        CsvParser.Parse(Encoding.UTF8.GetBytes(text), writer, defaultTime: 7);
        Assert.AreEqual(expected, string.Join(';', Enumerable.Range(0, writer.Count).Select(i =>
            $"{writer.Table[new SeriesId(writer.Series[i])]} {writer.Values[i].ToString(CultureInfo.InvariantCulture)} @{writer.Times[i]}")));
    }

    [DataRow("", "line 1: the file is empty; expected a header such as 'timestamp,metric,value,instance'")]
    [DataRow("metric,host\n", "line 1: the header has no column 'value'; expected one such as 'timestamp,metric,value,instance'")]
    [DataRow("name,value\n", "line 1: the header has no column 'metric'; expected one such as 'timestamp,metric,value,instance'")]
    [DataRow("metric,value,,a\n", "line 1: column 3 of the header has no name")]
    [DataRow("metric,value,a,a\n", "line 1: column 4 of the header is a second 'a'")]
    [DataRow("metric,value,__name__\n", "line 1: column 3 of the header is '__name__'; the metric's column is named 'metric'")]
    [DataRow("metric,value\nm,1\nm\n", "line 3: 1 fields, where the header has 2")]
    [DataRow("metric,value\nm,1,2\n", "line 2: 3 fields, where the header has 2")]
    [DataRow("metric,value\n,1\n", "line 2: the metric is missing")]
    [DataRow("metric,value\nm,\n", "line 2: '' is no number")]
    [DataRow("metric,value\nm,1.5.2\n", "line 2: '1.5.2' is no number")]
    [DataRow("metric,value,timestamp\nm,1,24.11.2026\n", "line 2: '24.11.2026' is no timestamp; expected ISO 8601, Unix seconds or Unix milliseconds")]
    [DataRow("metric,value,timestamp\nm,1,2026-02-30T00:00:00Z\n", "line 2: '2026-02-30T00:00:00Z' is no timestamp; expected ISO 8601, Unix seconds or Unix milliseconds")]
    [DataRow("metric,value,timestamp\nm,1,NaN\n", "line 2: 'NaN' is no timestamp; expected ISO 8601, Unix seconds or Unix milliseconds")]
    [DataRow("metric,value\n\"m\nm\",1\nx,y\n", "line 4: 'y' is no number", DisplayName = "lines inside quotes count")]
    [DataRow("metric,value\n\"m,1\n", "line 2: a quoted field is not closed")]
    [DataRow("metric,value\n\"m\"x,1\n", "line 2: there is text behind a quoted field; a quote inside is written twice")]
    [TestMethod]
    public void Says_what_is_wrong_and_keeps_nothing(string text, string message)
    {
        SampleWriter writer = Writer();
        SourceFaultException fault = Assert.ThrowsExactly<SourceFaultException>(() => CsvParser.Parse(Encoding.UTF8.GetBytes(text), writer, 7));
        Assert.AreEqual((message, 0, 0), (fault.Message, writer.Count, writer.Table.Count));
    }

    private static SampleWriter Writer() => new(new SeriesTable(), new CollectionGuards(), LabelSet.Empty);
}
