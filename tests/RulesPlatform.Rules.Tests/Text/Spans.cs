using System.Text;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Tests.Text;

[TestClass]
public sealed class Spans
{
    [TestMethod]
    [DataRow("\"abcdef\"", 2, 3, "cde")]
    [DataRow("\"a\\n\\tbc\"", 3, 1, "b", DisplayName = "after escapes")]
    [DataRow("\"\\u0041\\u0042c\"", 1, 1, "\\u0042", DisplayName = "an escape is one character")]
    [DataRow("\"é€x\"", 2, 1, "x", DisplayName = "after letters of several bytes")]
    [DataRow("\"😀x\"", 2, 1, "x", DisplayName = "after a pair of UTF-16 units")]
    [DataRow("\"\\ud83d\\ude00x\"", 2, 1, "x", DisplayName = "after an escaped pair")]
    [DataRow("\"abc\"", 3, 1, "\"", DisplayName = "at the end it is the quote")]
    [DataRow("\"abc\"", 9, 9, "\"", DisplayName = "beyond the end too")]
    public void Lead_from_decoded_text_back_into_the_file(string json, int offset, int length, string expected)
    {
        var source = new SourceText("a.json", Encoding.UTF8.GetBytes(json));
        TextNode text = TreeParser.Parse(source, new DiagnosticBag()).Root!;

        (int start, int end) = source.Inside(text, offset, length);

        Assert.AreEqual(expected, Encoding.UTF8.GetString(source.Bytes[start..end]));
    }

    [TestMethod]
    public void Count_lines_and_columns_as_editors_do()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. "a\r\n\té😀b\n"u8];
        var source = new SourceText("a.json", bytes);

        Assert.AreEqual((1, 1), Place(source, 0));
        Assert.AreEqual((1, 1), Place(source, 3));
        Assert.AreEqual((2, 5), Place(source, bytes.Length - 2));
        Assert.AreEqual((2, 2), Place(source, 7), "Going back on a line counts anew.");
        Assert.AreEqual((3, 1), Place(source, bytes.Length));
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(500)]
    [DataRow(997)]
    public void Show_the_part_of_a_long_line_that_matters(int at)
    {
        string line = new string('é', at) + "!!!" + new string('é', 1000 - at - 3);
        var source = new SourceText("a.json", Encoding.UTF8.GetBytes(line));

        Excerpt excerpt = source.ExcerptOf(source.Span(at * 2, (at * 2) + 3));

        Assert.AreEqual("!!!", excerpt.Line.Substring(excerpt.Start, excerpt.Length));
        Assert.IsTrue(excerpt.Line.Length <= 122, excerpt.Line);
        Assert.IsFalse(excerpt.Line.Contains('\uFFFD', StringComparison.Ordinal), "No character is cut in two.");
    }

    [TestMethod]
    [DataRow("{\"password\": \"hunter2\" 1}")]
    [DataRow("{\"password\" \"hunter2\"}")]
    [DataRow("{\"password\": hunter2}")]
    [DataRow("{\"password\": 'hunter2'}")]
    [DataRow("{\"Authorization\": \"hunter2}")]
    [DataRow("{\"x\" 1, \"routingKey\": \"hunter2\"}")]
    [DataRow("[\"http://u:hunter2@host/\" 1]")]
    [DataRow("[\"http://host/?key=hunter2\" 1]")]
    [DataRow("{\"url\": \"https://hooks.example/services/hunter2\" 1}")]
    public void Never_show_a_secret(string json)
    {
        var bag = new DiagnosticBag();
        TreeParser.Parse(new SourceText("a.json", Encoding.UTF8.GetBytes(json)), bag);

        string rendered = DiagnosticRenderer.Render(bag.ToDiagnostics());

        Assert.IsTrue(bag.HasErrors);
        Assert.IsFalse(rendered.Contains("hunter2", StringComparison.Ordinal), rendered);
    }

    [TestMethod]
    public void Never_show_what_would_steer_a_terminal()
    {
        var bag = new DiagnosticBag();
        TreeParser.Parse(new SourceText("a.json", "{\"\u001b[31m\u202e\" 1, \u001b}"u8.ToArray()), bag);

        string rendered = DiagnosticRenderer.Render(bag.ToDiagnostics());

        Assert.IsFalse(rendered.Any(one => char.IsControl(one) && one != '\n') || rendered.Contains('\u202e', StringComparison.Ordinal), rendered);
    }

    private static (int, int) Place(SourceText source, int offset)
    {
        TextSpan span = source.Span(offset, offset);
        return (span.Line, span.Column);
    }
}
