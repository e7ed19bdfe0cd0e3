using System.Text;
using System.Text.Json;
using CsCheck;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Tests.Text;

[TestClass]
public sealed class Trees
{
    private static readonly Gen<string> Json = Gen.Recursive<string>((depth, inner) =>
    {
        Gen<string> scalar = Gen.OneOf(
            Gen.Int[0, 2].Select(i => i switch { 0 => "true", 1 => "false", _ => "null" }),
            Gen.Double[-1e9, 1e9].Select(number => JsonSerializer.Serialize(number)),
            Gen.String.Select(text => JsonSerializer.Serialize(text)));
        if (depth > 4)
        {
            return scalar;
        }
        return Gen.OneOf(
            scalar,
            inner.Array[0, 4].Select(items => $"[{string.Join(",", items)}]"),
            inner.Array[0, 4].Select(items => $"{{{string.Join(", ", items.Select((item, i) => $"\"m{i}\" : {item}"))}}}"));
    });

    [TestMethod]
    public void Agree_with_the_reader_of_the_base_library() => Json.Sample(
        text =>
        {
            (ParsedText parsed, DiagnosticBag bag) = Parse(text);
            using var document = JsonDocument.Parse(text);
            return bag.Count == 0 && parsed.IsWhole && IsSame(parsed.Root!, document.RootElement);
        },
        iter: 500);

    [TestMethod]
    public void Come_of_any_bytes_without_an_exception() => Gen.Byte.Array[0, 200].Sample(
        bytes =>
        {
            var bag = new DiagnosticBag();
            ParsedText parsed = TreeParser.Parse(new SourceText("any.json", bytes), bag);
            return (bag.ToDiagnostics().Any() || parsed.IsWhole) && bag.ToDiagnostics().All(one => one.Excerpt is null || one.Excerpt.Start + one.Excerpt.Length <= one.Excerpt.Line.Length + 1);
        },
        iter: 2000);

    [TestMethod]
    public void Come_of_any_wreck_of_a_rule_file_without_an_exception()
    {
        byte[] whole = Encoding.UTF8.GetBytes("""{ "a": [ 1, -2.5e3, "x\u00e9\n" ], /* c */ "b": { "c": null, "password": "p" } } // end""");

        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Int[0, 20], Gen.Byte.Array[0, 6]).Sample(
            (at, cut, added) =>
            {
                byte[] wreck = [.. whole[..at], .. added, .. whole[Math.Min(whole.Length, at + cut)..]];
                var bag = new DiagnosticBag();
                TreeParser.Parse(new SourceText("any.json", wreck), bag);
                return bag.ToDiagnostics().All(one => one.Message.Length > 0);
            },
            iter: 2000);
    }

    [TestMethod]
    [DataRow("[")]
    [DataRow("{\"a\":")]
    [DataRow("[{\"a\":[")]
    public void Stop_at_their_depth_however_deep_the_text_is(string opening)
    {
        (_, DiagnosticBag bag) = Parse(string.Concat(Enumerable.Repeat(opening, 100_000)));

        Assert.AreEqual("RP1006", bag.ToDiagnostics().Single().Id);
    }

    [TestMethod]
    public void Are_bounded_in_size_and_number()
    {
        var bounds = new ParseBounds(MaxBytes: 100, MaxNodes: 5);
        var bag = new DiagnosticBag();

        TreeParser.Parse(new SourceText("big.json", new byte[101]), bag, bounds);
        TreeParser.Parse(new SourceText("many.json", "[1,2,3,4,5]"u8.ToArray()), bag, bounds);

        Assert.AreEqual(
            "big.json: error RP1006: the file has 101 bytes; 100 are allowed (split it into several files)\nmany.json:1:10: error RP1006: the file holds more than 5 values (split it into several files)",
            string.Join('\n', bag.ToDiagnostics()));
    }

    [TestMethod]
    [DataRow("{\"a\":1,\"a\":2}", "1:8 RP1005")]
    [DataRow("{\"a\":1 \"b\":2}", "1:7 RP1002")]
    [DataRow("{\"a\" 1}", "1:5 RP1002")]
    [DataRow("{\"a\":}", "1:6 RP1002")]
    [DataRow("{\"a\":,\"b\":[,1]}", "1:6 RP1002, 1:12 RP1002")]
    [DataRow("{\"a\"}", "1:5 RP1002")]
    [DataRow("{a:1,}", "1:2 RP1002")]
    [DataRow("{1:1}", "1:2 RP1002")]
    [DataRow("[1 2]", "1:3 RP1002")]
    [DataRow("[:1]", "1:2 RP1002")]
    [DataRow("]", "1:1 RP1002")]
    [DataRow("[1]]", "1:4 RP1002")]
    [DataRow("[#]", "1:2 RP1002")]
    [DataRow("[1] / 2", "1:5 RP1002, 1:7 RP1002")]
    [DataRow("[01, 1., .5, -, 1e, +1, 0x1, 1e400, 1e-400, NaN]", "1:2 RP1004, 1:6 RP1004, 1:10 RP1004, 1:14 RP1004, 1:17 RP1004, 1:21 RP1004, 1:25 RP1004, 1:30 RP1004, 1:37 RP1004, 1:45 RP1002")]
    [DataRow("[\"\\x\", \"\\u00g0\", \"\\ud800\", \"a\u0001\"]", "1:3 RP1003, 1:9 RP1003, 1:19 RP1003, 1:30 RP1003")]
    [DataRow("[\"a\n]", "1:2 RP1003")]
    [DataRow("// only a comment", "1:18 RP1002")]
    public void Report_each_slip_where_it_is(string text, string expected)
    {
        (_, DiagnosticBag bag) = Parse(text);

        Assert.AreEqual(expected, string.Join(", ", bag.ToDiagnostics().Select(one => $"{one.Span.Line}:{one.Span.Column} {one.Id}")));
    }

    [TestMethod]
    [DataRow("[1, 2,]", "[1,2]")]
    [DataRow("{\"b\":1, /* x */ \"a\":2.50,}// y", "{\"a\":2.5,\"b\":1}")]
    [DataRow(" \t\r\n[ -0.0e0, 1E2, 100.0 ]", "[-0,100,100]")]
    [DataRow("[\"\\u0041\\/\\t\"]", "[\"A/\\t\"]")]
    public void Have_a_canonical_form(string text, string expected)
    {
        (ParsedText parsed, DiagnosticBag bag) = Parse(text);

        Assert.AreEqual(0, bag.Count);
        Assert.AreEqual(expected, Encoding.UTF8.GetString(CanonicalForm.Write(parsed.Root!)));
    }

    [TestMethod]
    public void Hash_the_same_whatever_the_order_of_members() => Gen.Shuffle(Enumerable.Range(0, 9).ToArray()).Sample(order =>
    {
        TextNode shuffled = Parse($"{{{string.Join(",", order.Select(i => $"\"m{i}\":{i}"))}}}").Parsed.Root!;
        TextNode sorted = Parse($"{{{string.Join(", ", order.Order().Select(i => $"\"m{i}\" : {i}.0"))}}}").Parsed.Root!;
        return CanonicalForm.Hash(shuffled) == CanonicalForm.Hash(sorted);
    });

    [TestMethod]
    public void Keep_parts_apart_when_they_hash()
    {
        IReadOnlyList<TextNode> nodes = Parse("[12, 1, 2]").Parsed.Root!.Items;

        Assert.AreNotEqual(CanonicalForm.Hash(nodes[0]), CanonicalForm.Hash(nodes[1], nodes[2]));
    }

    private static (ParsedText Parsed, DiagnosticBag Bag) Parse(string text)
    {
        var bag = new DiagnosticBag();
        return (TreeParser.Parse(new SourceText("a.json", Encoding.UTF8.GetBytes(text)), bag), bag);
    }

    private static bool IsSame(TextNode node, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => node.Kind == NodeKind.Object && element.EnumerateObject().Zip(node.Members).All(pair => pair.First.Name == pair.Second.Name && IsSame(pair.Second.Value, pair.First.Value))
            && element.EnumerateObject().Count() == node.Members.Count,
        JsonValueKind.Array => node.Kind == NodeKind.Array && element.GetArrayLength() == node.Items.Count && element.EnumerateArray().Zip(node.Items).All(pair => IsSame(pair.Second, pair.First)),
        JsonValueKind.String => node.Kind == NodeKind.String && node.Text == element.GetString(),
        JsonValueKind.Number => node.Kind == NodeKind.Number && node.Number.Equals(element.GetDouble()),
        JsonValueKind.True => node.Kind == NodeKind.True,
        JsonValueKind.False => node.Kind == NodeKind.False,
        _ => node.Kind == NodeKind.Null,
    };
}
