using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace RulesPlatform.RuleLint.Tests.Comment;

/// <summary>The script that the action, the GitLab job and the hook run, on a repository with the shipped rules.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class ReviewScriptTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));

    [TestMethod]
    public void A_review_holds_findings_and_tests_and_fails_where_something_stands_against_the_change()
    {
        using var work = new ScratchRepository();
        work.Edit("rules/thresholds/host.json", "\"severity\": \"warning\"", "\"severity\": \"critical\"");

        (int code, string log) = work.Run($"{Root}/tools/rulelint/ci/review.sh review.md");

        string comment = work.Read("review.md");
        Assert.AreEqual(1, code, log);
        Assert.Contains("RP6002", log, "The version was not raised.");
        Assert.Contains("| warning RP6002 | rules/thresholds/host.json:", comment);
        Assert.Contains("<details><summary>Rule tests: ", comment);
    }

    [TestMethod]
    public void A_change_that_nothing_stands_against_passes()
    {
        using var work = new ScratchRepository();
        File.AppendAllText(Path.Combine(work.Folder, "rules", "thresholds", "host.json"), "// a remark\n");

        (int code, string log) = work.Run($"{Root}/tools/rulelint/ci/review.sh review.md");

        Assert.AreEqual(0, code, log);
        Assert.Contains("### rulelint: ", work.Read("review.md"));
    }

    [TestMethod]
    public void What_could_not_run_fails_and_tells_the_reviewer_why()
    {
        using var work = new ScratchRepository();

        (int code, _) = work.Run($"BASE=nowhere HISTORY=missing {Root}/tools/rulelint/ci/review.sh review.md");

        Assert.AreEqual(1, code);
        Assert.Contains("> rulelint: ", work.Read("review.md"));
        Assert.Contains("'nowhere'", work.Read("review.md"));
    }

    [TestMethod]
    public void The_hook_judges_what_is_staged()
    {
        using var work = new ScratchRepository();
        string rule = Path.Combine(work.Folder, "rules", "thresholds", "host.json");
        string whole = File.ReadAllText(rule);
        File.WriteAllText(rule, whole[..^3]);
        Assert.AreEqual(0, work.Run($"{Root}/tools/rulelint/ci/pre-commit").Code, "Nothing of it is staged.");
        work.Run("git add rules");
        // Mended in the work tree, but not in what would be committed.
        File.WriteAllText(rule, whole);

        (int code, string log) = work.Run($"{Root}/tools/rulelint/ci/pre-commit");

        Assert.AreNotEqual(0, code);
        Assert.StartsWith("rules/thresholds/host.json:1:1: error RP1002: ", log);
    }

    private static string Here([CallerFilePath] string path = "") => path;

    private sealed class ScratchRepository : IDisposable
    {
        public ScratchRepository()
        {
            Folder = Directory.CreateTempSubdirectory("review-").FullName;
            (int code, string log) = Run($"cp -r {Root}/rules rules && git init -q -b main . && git add . && git -c user.name=t -c user.email=t@example.org commit -q -m start");
            Assert.AreEqual(0, code, log);
        }

        public string Folder { get; }

        public string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

        public void Edit(string file, string old, string @new)
        {
            string text = Read(file);
            int at = text.IndexOf(old, StringComparison.Ordinal);
            Assert.IsGreaterThanOrEqualTo(0, at);
            File.WriteAllText(Path.Combine(Folder, file), text[..at] + @new + text[(at + old.Length)..]);
        }

        public (int Code, string Log) Run(string command)
        {
            var start = new ProcessStartInfo("bash", ["-c", command]) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["RULELINT"] = $"dotnet {Path.Combine(AppContext.BaseDirectory, "rulelint.dll")}";
            start.Environment["BASE"] = "HEAD";
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd() + errors.Result;
            process.WaitForExit();
            return (process.ExitCode, output);
        }

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
