using System.Text;
using RulesPlatform.Rules.Checks;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Tests.Loading;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Tests.Checks;

/// <summary>The fixes that findings carry, over every case there is: what they mend is gone, and nothing new is found.</summary>
[TestClass]
public sealed class FixTests
{
    private static readonly DateOnly s_today = new(2026, 11, 27);

    private static readonly Dictionary<(string File, string Title), BrokenCase> s_all =
        BrokenCase.ReadAll(Path.Combine(Path.GetDirectoryName(Worlds.Here())!, "Checks", "Cases")).Concat(BrokenCase.ReadAll())
            .ToDictionary(one => (Path.GetFileNameWithoutExtension(one.File), one.Title));

    [TestMethod]
    public void Every_fix_takes_its_finding_away_and_brings_no_other()
    {
        (IReadOnlyList<string> Failures, bool IsMended)[] cases = [.. s_all.Values.AsParallel().AsOrdered().Select(one => (Broken(one, out bool isMended), isMended))];

        Assert.AreEqual("", string.Join('\n', cases.SelectMany(one => one.Failures)));
        Assert.IsGreaterThan(30, cases.Count(one => one.IsMended));
    }

    [TestMethod]
    public void A_rule_is_not_made_to_depend_on_itself()
    {
        BrokenCase one = s_all.Single(one => one.Key.Title == "dependencies that do not exist").Value;
        using var folder = new TemporaryFolder();
        Worlds.Write(one.World(), folder.Path);

        Assert.AreEqual("RP3003", string.Join(' ', Linter.Lint(folder.Path, s_today).Diagnostics.Where(finding => finding is { IsError: true, Fix: null }).Select(finding => finding.Id)));
    }

    [TestMethod]
    [DataRow("RP2101")]
    [DataRow("RP2102")]
    [DataRow("RP3121")]
    [DataRow("RP4103")]
    [DataRow("RP6201")]
    [DataRow("RP9002")]
    [DataRow("RP9003")]
    public void A_check_that_can_mend_what_it_finds_does_so_in_each_bad_case(string id)
    {
        BrokenCase[] bad = [.. s_all.Where(one => one.Key.File == id && one.Key.Title.StartsWith("bad: ", StringComparison.Ordinal)).Select(one => one.Value)];

        Assert.AreEqual("", string.Join('\n', bad.Where(one => Broken(one, out bool isMended).Count == 0 && !isMended).Select(one => one.Title)));
    }

    [TestMethod]
    [DataRow("{\n  \"a\": 1,\n  \"b\": 2,\n}", "a", "{\n  \"b\": 2,\n}", DisplayName = "a line of its own goes")]
    [DataRow("{\n  \"a\": 1,\n  \"b\": 2\n}", "b", "{\n  \"a\": 1,\n}", DisplayName = "the last of several lines")]
    [DataRow("{ \"a\": 1, \"b\": 2 }", "a", "{ \"b\": 2 }", DisplayName = "the first on a line")]
    [DataRow("{ \"a\": 1, \"b\": 2 }", "b", "{ \"a\": 1 }", DisplayName = "the last on a line")]
    [DataRow("{\n  // why\n  \"a\": 1, // because\n  \"b\": 2,\n}", "a", "{\n  // why\n  // because\n  \"b\": 2,\n}", DisplayName = "comments stay")]
    [DataRow("{ \"a\": 1 /* one */, \"b\": 2 }", "a", "{ /* one */ \"b\": 2 }", DisplayName = "a comment before the comma stays")]
    [DataRow("{ \"a\": 1 }", "a", "{ }", DisplayName = "the only one")]
    public void A_member_is_taken_out(string text, string member, string expected)
    {
        var source = new SourceText("a.json", Encoding.UTF8.GetBytes(text));
        TextNode root = TreeParser.Parse(source, new DiagnosticBag()).Root!;

        byte[] result = TextEdit.Apply(source.Bytes, [Removal.OfMember(source, root, member)!.Value], out _);

        Assert.AreEqual(expected, Encoding.UTF8.GetString(result));
        var bag = new DiagnosticBag();
        TreeParser.Parse(new SourceText("a.json", result), bag);
        Assert.AreEqual(0, bag.Count);
    }

    [TestMethod]
    public void Of_edits_that_overlap_the_first_is_made()
    {
        byte[] result = TextEdit.Apply("0123456789"u8, [new(4, 3, "x"), new(1, 2, ""), new(6, 1, "y"), new(2, 4, "z"), new(9, 0, "w")], out IReadOnlyList<TextEdit> made);

        Assert.AreEqual("03x78w9", Encoding.UTF8.GetString(result));
        Assert.HasCount(3, made);
    }

    [TestMethod]
    [DataRow("signl", "signal", "signal")]
    [DataRow("mixx", null, "mixa", "mixb")]
    [DataRow("Xor", null, "And", "Or")]
    [DataRow("value", null, "false", "signal")]
    [DataRow("sum", null, "rate", "average")]
    public void A_name_is_sure_where_no_other_is_as_near(string written, string? expected, params string[] candidates) => Assert.AreEqual(expected, Nearest.Surely(written, candidates));

    private static List<string> Broken(BrokenCase one, out bool isMended)
    {
        using var folder = new TemporaryFolder();
        Worlds.Write(one.World(), folder.Path);
        RuleText[]? before = Path.GetFileName(one.File).StartsWith("RP62", StringComparison.Ordinal) ? Worlds.Texts(Worlds.Read("small")) : null;
        IReadOnlyList<Diagnostic> found = Linter.Lint(folder.Path, s_today, before).Diagnostics;
        Diagnostic[] fixable = [.. found.Where(finding => finding.Fix is not null)];
        var made = new List<Diagnostic>();
        foreach (IGrouping<string, Diagnostic> file in fixable.GroupBy(finding => finding.File))
        {
            string path = Path.Combine(folder.Path, file.Key);
            byte[] content = TextEdit.Apply(File.ReadAllBytes(path), file.Select(finding => finding.Fix!.Value), out IReadOnlyList<TextEdit> edits);
            made.AddRange(file.Where(finding => edits.Contains(finding.Fix!.Value)));
            File.WriteAllBytes(path, content);
        }
        isMended = made.Count > 0;
        if (!isMended)
        {
            return [];
        }
        IReadOnlyList<Diagnostic> left = Linter.Lint(folder.Path, s_today, before).Diagnostics;
        string name = $"{Path.GetFileName(one.File)}, {one.Title}";
        // What keeps a set from loading hides warnings, and one error another in the same place; there must not be more of them.
        bool wasLoaded = !found.Any(finding => finding.IsError);
        int errors = left.Count(other => other.IsError);
        return
        [
            .. made.Where(finding => left.Any(other => Same(finding, other))).Select(finding => $"{name}: still there: {finding}"),
            .. left.Where(other => wasLoaded && !found.Any(finding => Same(finding, other))).Select(other => $"{name}: new: {other}"),
            .. (wasLoaded ? left.Count < found.Count : errors <= found.Count(finding => finding.IsError)) ? Array.Empty<string>() : [$"{name}: {found.Count} findings became {left.Count}: {string.Join('\n', left)}"],
        ];
    }

    private static bool Same(Diagnostic one, Diagnostic other) => (one.Id, one.File, one.Message) == (other.Id, other.File, other.Message);
}
