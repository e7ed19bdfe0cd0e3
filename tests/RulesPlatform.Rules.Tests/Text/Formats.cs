using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Tests.Loading;
using RulesPlatform.Rules.Text;
using RulesPlatform.Rules.Text.Layout;

namespace RulesPlatform.Rules.Tests.Text;

[TestClass]
public sealed partial class Formats
{
    private static readonly string LongText = new('x', 90);

    public static IEnumerable<object[]> GoodFiles => from world in new[] { "small", "full" } from path in Worlds.Read(world).Keys select new object[] { world, path };

    [TestMethod]
    [DataRow("{\"a\":1,\"b\":[1,2,],}", "{ \"a\": 1, \"b\": [1, 2] }", DisplayName = "one line stays one line, without a trailing comma")]
    [DataRow("{\n\"a\":1,\"b\":2,\n\n\n\n\"c\":{}}", "{\n  \"a\": 1, \"b\": 2,\n\n  \"c\": {},\n}", DisplayName = "what is broken stays broken, and members on one line together")]
    [DataRow("{ \"a\": 1,\n\"b\": 2 }", "{ \"a\": 1, \"b\": 2 }", DisplayName = "a break further on counts only where the object does not fit")]
    [DataRow("[\r\n\t1 // one\r\n]\r\n", "[\n  1, // one\n]", DisplayName = "a comment stays beside what it is about")]
    [DataRow("// head\n\n{ // open\n\n// above\n\"a\": 1 /* beside */, /* lead */ \"b\": 2\n\n// last\n}\n// after", "// head\n\n{ // open\n  // above\n  \"a\": 1, /* beside */ /* lead */ \"b\": 2,\n\n  // last\n}\n// after", DisplayName = "comments of every kind")]
    [DataRow("{ \"a\" /* odd */ : // place\n 1 }", "{\n  /* odd */\n  // place\n  \"a\": 1,\n}", DisplayName = "a comment between name and value goes above")]
    [DataRow("[ /* nothing */ ]", "[ /* nothing */ ]", DisplayName = "a comment alone")]
    [DataRow("\uFEFF[1.0,1e3,\"\\u0041\",'']", null, DisplayName = "what has a flaw is left alone")]
    [DataRow("\uFEFF[1.0,1e3,\"\\u0041\"]", "[1.0, 1e3, \"\\u0041\"]", DisplayName = "numbers and strings are the author's, the byte order mark goes")]
    public void Are_as_rule_files_are_written(string text, string? expected) =>
        Assert.AreEqual(expected is null ? null : $"{expected}\n", Format(text));

    [TestMethod]
    public void Break_what_does_not_fit() => Assert.AreEqual(
        $"{{\n  \"a\": \"{LongText}\",\n  \"b\": {{ \"c\": \"{LongText}\", \"d\": 1 }},\n}}\n",
        Format($"{{ \"a\": \"{LongText}\", \"b\": {{ \"c\": \"{LongText}\", \"d\": 1 }} }}"));

    [TestMethod]
    public void Give_each_a_line_where_those_on_one_do_not_fit() => Assert.AreEqual(
        $"[\n  \"{LongText}\",\n  \"{LongText}\",\n  1,\n]\n", Format($"[\n\"{LongText}\", \"{LongText}\", 1\n]"));

    [TestMethod]
    public void Keep_tree_and_comments_and_are_kept_themselves() => Gen.Int.Sample(
        seed =>
        {
            string text = new ScatteredText(seed).Write();
            string once = Format(text)!;
            Assert.AreEqual(Shape(text), Shape(once), text);
            Assert.AreEqual(Comments(text), Comments(once), text);
            Assert.AreEqual(once, Format(once), text);
            Assert.DoesNotMatchRegex(TrailingSpace(), once);
        },
        iter: 3000);

    [TestMethod]
    [DynamicData(nameof(GoodFiles))]
    public void Keep_every_good_file(string world, string path)
    {
        string text = Encoding.UTF8.GetString(Worlds.Read(world)[path]);
        string once = Format(text)!;

        Assert.AreEqual(Shape(text), Shape(once));
        Assert.AreEqual(once, Format(once));
    }

    private static string? Format(string text) =>
        RuleTextFormat.TryFormat(new RuleText("a.json", Encoding.UTF8.GetBytes(text)), out ReadOnlyMemory<byte> formatted, out _) ? Encoding.UTF8.GetString(formatted.Span) : null;

    private static string Shape(string text)
    {
        var source = new SourceText("a.json", Encoding.UTF8.GetBytes(text));
        return Of(TreeParser.Parse(source, new DiagnosticBag()).Root!);

        string Of(TextNode node) => node.Kind switch
        {
            NodeKind.Object => $"{{{string.Join(',', node.Members.Select(member => $"{member.Name}:{Of(member.Value)}"))}}}",
            NodeKind.Array => $"[{string.Join(',', node.Items.Select(Of))}]",
            _ => Encoding.UTF8.GetString(source.Bytes[node.Start..node.End]),
        };
    }

    private static string Comments(string text) => string.Join(' ', AnyComment().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal));

    [GeneratedRegex("(//|/[*])c[0-9]+")]
    private static partial Regex AnyComment();

    [GeneratedRegex("[ \t\r]\n")]
    private static partial Regex TrailingSpace();
}
