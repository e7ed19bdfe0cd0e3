using System.Text;
using LibGit2Sharp;
using RulesPlatform.RuleLint.Git;
using RulesPlatform.Rules.Loading;

namespace RulesPlatform.RuleLint.Tests.Git;

[TestClass]
public sealed class GitFolderTests
{
    private static readonly Signature Author = new("test", "test@example.org", DateTimeOffset.UnixEpoch);

    [TestMethod]
    public void A_folder_is_read_as_it_stood_at_the_revision()
    {
        using var work = new WorkTree();
        work.Commit(("rules/ruleset.json", "first"), ("rules/thresholds/a.json", "a"), ("rules/README.md", "not a rule"), ("other.json", "elsewhere"));
        work.Commit(("rules/ruleset.json", "second"));

        Assert.IsTrue(GitFolder.TryRead(work.Below("rules"), "HEAD~1", out IReadOnlyList<RuleText>? files, out _));

        Assert.AreEqual("ruleset.json=first, thresholds/a.json=a", string.Join(", ", files.Select(file => $"{file.Path}={Encoding.UTF8.GetString(file.Content.Span)}")));
    }

    [TestMethod]
    public void A_folder_that_was_not_there_has_no_files()
    {
        using var work = new WorkTree();
        work.Commit(("other.json", "elsewhere"));
        Directory.CreateDirectory(work.Below("rules"));

        Assert.IsTrue(GitFolder.TryRead(work.Below("rules"), "HEAD", out IReadOnlyList<RuleText>? files, out _));
        Assert.IsEmpty(files);
    }

    [TestMethod]
    [DataRow("nowhere")]
    [DataRow("HEAD~9")]
    [DataRow("")]
    [DataRow("..")]
    public void A_revision_that_is_not_there_is_named(string revision)
    {
        using var work = new WorkTree();
        work.Commit(("rules/ruleset.json", "first"));

        Assert.IsFalse(GitFolder.TryRead(work.Below("rules"), revision, out _, out string? problem));
        Assert.Contains($"'{revision}'", problem);
    }

    [TestMethod]
    public void A_folder_outside_of_git_is_named()
    {
        string folder = Directory.CreateTempSubdirectory("no-git-").FullName;

        Assert.IsFalse(GitFolder.TryRead(folder, "HEAD", out _, out string? problem));

        Assert.Contains("not in a git repository", problem);
        Directory.Delete(folder);
    }

    private sealed class WorkTree : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("git-").FullName;

        public WorkTree() => Repository.Init(_folder);

        public string Below(string path) => Path.Combine(_folder, path);

        public void Commit(params (string Path, string Text)[] files)
        {
            using var repository = new Repository(_folder);
            foreach ((string path, string text) in files)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Below(path))!);
                File.WriteAllText(Below(path), text);
                Commands.Stage(repository, path);
            }
            repository.Commit("change", Author, Author);
        }

        public void Dispose()
        {
            // Git keeps its objects read-only.
            foreach (string file in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories))
            {
                File.SetAttributes(file, FileAttributes.Normal);
            }
            Directory.Delete(_folder, recursive: true);
        }
    }
}
