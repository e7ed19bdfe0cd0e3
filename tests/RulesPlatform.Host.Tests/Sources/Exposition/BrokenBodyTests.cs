using System.Globalization;
using System.Text;
using RulesPlatform.Host.Sources.Exposition;
using RulesPlatform.Pipeline.Collection;

namespace RulesPlatform.Host.Tests.Sources.Exposition;

/// <summary>
/// BrokenBodies.txt: two lines a case, the format and body (<c>\n</c> a line feed, <c>\\</c> a backslash, <c>\xff</c> a byte) and, indented, what is said of it.
/// With REWRITE_GOLDEN=path/to/BrokenBodies.txt in the environment the messages are written there anew.
/// </summary>
[TestClass]
public sealed class BrokenBodyTests
{
    public static IEnumerable<object[]> Cases =>
        Resources.Text("BrokenBodies.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries).Chunk(2).Select(pair => new object[] { pair[0], pair[1].Trim() });

    [ClassInitialize]
    public static void RewriteWhenAsked(TestContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Environment.GetEnvironmentVariable("REWRITE_GOLDEN") is { Length: > 0 } path)
        {
            File.WriteAllLines(path, Cases.Select(row => (string)row[0]).SelectMany(body => new[] { body, "  " + MessageOf(body) }));
        }
    }

    [DynamicData(nameof(Cases))]
    [TestMethod]
    public void Says_what_is_wrong_and_where(string body, string message) => Assert.AreEqual(message, MessageOf(body));

    [DynamicData(nameof(Cases))]
    [TestMethod]
    public void Applies_nothing_of_it(string body, string message)
    {
        var parsed = new ParsedBody();
        Assert.ThrowsExactly<SourceFaultException>(() => parsed.Parse(Behind(body, "# HELP fresh new\nfresh 1\n"), Format(body)), message);
        Assert.AreEqual((0, 0, 0), (parsed.Writer.Count, parsed.Table.Count, parsed.Catalog.Families.Count));
    }

    [DynamicData(nameof(Cases))]
    [TestMethod]
    public void Leaves_the_parser_as_good_as_new(string body, string message)
    {
        var parsed = new ParsedBody();
        parsed.Read("a 1\nfresh 2\n");
        Assert.ThrowsExactly<SourceFaultException>(() => parsed.Parse(Behind(body, "a 1\n"), Format(body)), message);
        CollectionAssert.AreEqual(new[] { "a 3", "fresh 4" }, parsed.Read("a 3\nfresh 4\n"));
    }

    private static string MessageOf(string row) =>
        Assert.ThrowsExactly<SourceFaultException>(() => new ParsedBody().Parse(Bytes(row), Format(row))).Message;

    private static ExpositionFormat Format(string row) => row.StartsWith("om|", StringComparison.Ordinal) ? ExpositionFormat.OpenMetrics : ExpositionFormat.Text;

    private static byte[] Behind(string row, string before) => [.. Encoding.UTF8.GetBytes(before), .. Bytes(row)];

    private static byte[] Bytes(string row)
    {
        string body = row[(row.IndexOf('|', StringComparison.Ordinal) + 1)..];
        List<byte> bytes = [];
        for (int i = 0; i < body.Length; i++)
        {
            if (body[i] != '\\')
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(body, i, 1));
                continue;
            }
            i++;
            bytes.Add(body[i] switch { 'n' => (byte)'\n', 'x' => byte.Parse(body.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture), _ => (byte)body[i] });
            i += body[i] == 'x' ? 2 : 0;
        }
        return [.. bytes];
    }
}
