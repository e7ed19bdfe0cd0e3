using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using RulesPlatform.RuleLint.Fix;
using RulesPlatform.RuleLint.Formats;
using RulesPlatform.RuleLint.Tests.Import;
using RulesPlatform.RuleLint.Tests.Replay;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.RuleLint.Tests.Fix;

[TestClass]
public sealed class FixCommandTests
{
    private static readonly DateOnly s_today = new(2026, 11, 27);

    [TestMethod]
    public void Fixes_are_made_until_none_is_left_and_the_lock_is_written()
    {
        using var world = Shipped();
        string host = Edit(world, "thresholds/host.json", "\"severity\": ", "\"severty\": ", first: true);
        string node = Edit(world, "analysis/node.json", "\"formula\": \"min(busy, 1)\"", "\"formula\": \"min(bussy, 1)\"");

        FixResult result = new FixRun(s_today, null, []).Run(world.Folder);

        Assert.AreEqual("", string.Join('\n', result.Left));
        Assert.HasCount(2, result.Made);
        Assert.AreEqual(host, Encoding.UTF8.GetString(result.Files.Single(file => file.Path == "thresholds/host.json").After));
        Assert.AreEqual(node, Encoding.UTF8.GetString(result.Files.Single(file => file.Path == "analysis/node.json").After));
    }

    [TestMethod]
    public void What_changes_is_given_a_version_and_a_lock()
    {
        using var world = Shipped();
        Edit(world, "thresholds/node.json", "\"for\": \"1m\", ", "\"for\": \"2m\", ");

        FixResult result = new FixRun(s_today, null, []).Run(world.Folder);

        Assert.AreEqual("", string.Join('\n', result.Left));
        Assert.AreEqual("rules.lock.json thresholds/node.json", string.Join(' ', result.Files.Select(file => file.Path)));
        Assert.AreEqual("RP6002 RP6004", string.Join(' ', result.Made.Select(one => one.Id)));
    }

    [TestMethod]
    public void A_dry_run_prints_a_patch_that_git_applies()
    {
        using var world = Shipped();
        Edit(world, "thresholds/node.json", "\"for\": \"1m\", ", "\"for\": \"1m\", \"keepFiringFor\": \"1s\", ");

        FixResult result = new FixRun(s_today, null, []).Run(world.Folder);
        world.Write("fix.patch", string.Concat(result.Files.Select(file => UnifiedDiff.Of(file.Path, Encoding.UTF8.GetString(file.Before!), Encoding.UTF8.GetString(file.After)))));
        using (var git = Process.Start(new ProcessStartInfo("git", ["apply", "fix.patch"]) { WorkingDirectory = world.Folder })!)
        {
            git.WaitForExit();
            Assert.AreEqual(0, git.ExitCode);
        }

        Assert.IsNotEmpty(result.Files);
        Assert.AreEqual("", string.Join(' ', result.Files.Where(file => !file.After.AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(world.Folder, file.Path)))).Select(file => file.Path)));
    }

    [TestMethod]
    public void Only_what_is_asked_for_is_mended_and_nothing_in_a_dry_run()
    {
        using var world = Shipped();
        Edit(world, "thresholds/node.json", "\"for\": \"1m\", ", "\"for\": \"1m\", \"keepFiringFor\": \"1s\", ");
        string before = File.ReadAllText(Path.Combine(world.Folder, "thresholds/node.json"));

        Assert.AreEqual(ExitCode.Findings, CommandTree.Run(["fix", world.Folder, "--dry-run"]));
        Assert.AreEqual(ExitCode.Findings, CommandTree.Run(["fix", world.Folder, "--only", "RP9002"]));
        Assert.AreEqual(before, File.ReadAllText(Path.Combine(world.Folder, "thresholds/node.json")));
        Assert.AreEqual(ExitCode.Clean, CommandTree.Run(["fix", world.Folder]));
        Assert.DoesNotContain("keepFiringFor", File.ReadAllText(Path.Combine(world.Folder, "thresholds/node.json")));
        Assert.AreEqual(ExitCode.Clean, CommandTree.Run(["check", world.Folder]));
    }

    [TestMethod]
    [DataRow("fix", "nowhere")]
    [DataRow("fix", "--only", "RP0000")]
    public void What_cannot_run_says_so(params string[] arguments) => Assert.AreEqual(ExitCode.CouldNotRun, CommandTree.Run(arguments));

    [TestMethod]
    [DataRow("a\nb\nc\n", "a\nc\n", "@@ -1,3 +1,2 @@\n a\n-b\n c\n")]
    [DataRow("a\n", "a\nb\n", "@@ -1,1 +1,2 @@\n a\n+b\n")]
    [DataRow("", "a\n", "@@ -0,0 +1,1 @@\n+a\n")]
    [DataRow("a", "a\n", "@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n")]
    [DataRow("1\n2\n3\n4\n5\n6\n7\n8\n9\nx\n", "0\n2\n3\n4\n5\n6\n7\n8\n9\ny\n", "@@ -1,4 +1,4 @@\n-1\n+0\n 2\n 3\n 4\n@@ -7,4 +7,4 @@\n 7\n 8\n 9\n-x\n+y\n")]
    public void A_difference_is_told_with_three_lines_around_it(string before, string after, string hunks) => Assert.AreEqual($"--- a/x\n+++ b/x\n{hunks}", UnifiedDiff.Of("x", before, after));

    [TestMethod]
    public void Fixes_are_part_of_json_and_sarif()
    {
        var finding = new Finding(new Diagnostic("RP4103", DiagnosticSeverity.Warning, "m", "h", "a.json", new TextSpan(5, 3, 1, 6), new Excerpt("x", 0, 1)) { Fix = new TextEdit(5, 3, "\"é\"") }, "rules/a.json");
        var report = new LintReport([finding], 1, 1);

        JsonNode json = JsonNode.Parse(FindingFormats.Write(report, "json"))!["findings"]![0]!["fix"]!;
        JsonNode sarif = JsonNode.Parse(FindingFormats.Write(report, "sarif"))!["runs"]![0]!["results"]![0]!["fixes"]![0]!["artifactChanges"]![0]!["replacements"]![0]!;

        Assert.AreEqual((5, 3, "\"é\""), ((int)json["offset"]!, (int)json["length"]!, (string)json["text"]!));
        Assert.AreEqual((5, 3, "\"é\""), ((int)sarif["deletedRegion"]!["byteOffset"]!, (int)sarif["deletedRegion"]!["byteLength"]!, (string)sarif["insertedContent"]!["text"]!));
    }

    private static ImportedWorld Shipped()
    {
        var world = new ImportedWorld();
        string rules = RecordedWorld.RulesFolder();
        foreach (string file in Directory.EnumerateFiles(rules, "*.json", SearchOption.AllDirectories))
        {
            world.Write(Path.GetRelativePath(rules, file), File.ReadAllText(file));
        }
        return world;
    }

    private static string Edit(ImportedWorld world, string path, string old, string @new, bool first = false)
    {
        string text = File.ReadAllText(Path.Combine(world.Folder, path));
        int at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.IsTrue(at >= 0 && (first || text.IndexOf(old, at + 1, StringComparison.Ordinal) < 0), $"'{old}' must be in {path} once.");
        world.Write(path, text[..at] + @new + text[(at + old.Length)..]);
        return text;
    }
}
