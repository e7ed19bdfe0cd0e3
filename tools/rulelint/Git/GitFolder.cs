using System.Diagnostics.CodeAnalysis;
using LibGit2Sharp;
using RulesPlatform.Rules.Loading;

namespace RulesPlatform.RuleLint.Git;

/// <summary>A rules folder as it stood at a revision, read from the repository's objects: nothing is checked out.</summary>
internal static class GitFolder
{
    /// <param name="folder">The folder of today, inside a work tree; where it did not exist at the revision, there are no files.</param>
    /// <param name="revision">Anything that git resolves to a commit.</param>
    public static bool TryRead(string folder, string revision, [NotNullWhen(true)] out IReadOnlyList<RuleText>? files, [NotNullWhen(false)] out string? problem)
    {
        (files, problem) = (null, null);
        if (Repository.Discover(folder) is not { } found)
        {
            problem = $"{folder} is not in a git repository, so there is nothing to compare with; leave --base out";
            return false;
        }
        using var repository = new Repository(found);
        if (Commit(repository, revision) is not { } commit)
        {
            problem = $"the repository has no revision '{revision}'; fetch it first (a shallow clone lacks older ones: git fetch --unshallow)";
            return false;
        }
        string below = Path.GetRelativePath(RealPath(repository.Info.WorkingDirectory), RealPath(folder)).Replace('\\', '/').TrimEnd('/');
        Tree? tree = below == "." ? commit.Tree : commit[below]?.Target as Tree;
        files = tree is null ? [] : [.. Files(tree, "").OrderBy(file => file.Path, StringComparer.Ordinal)];
        return true;
    }

    private static Commit? Commit(Repository repository, string revision)
    {
        try
        {
            return revision.Length == 0 ? null : repository.Lookup(revision)?.Peel<Commit>();
        }
        catch (LibGit2SharpException)
        {
            return null;
        }
    }

    private static IEnumerable<RuleText> Files(Tree tree, string below)
    {
        foreach (TreeEntry entry in tree)
        {
            switch (entry.Target)
            {
                case Tree inner:
                    foreach (RuleText file in Files(inner, $"{below}{entry.Name}/"))
                    {
                        yield return file;
                    }
                    break;
                case Blob blob when entry.Name.EndsWith(".json", StringComparison.Ordinal):
                    using (Stream content = blob.GetContentStream())
                    using (var bytes = new MemoryStream())
                    {
                        content.CopyTo(bytes);
                        yield return new RuleText(below + entry.Name, bytes.ToArray());
                    }
                    break;
            }
        }
    }

    // A work tree reached by a link has two paths; git knows the one without it.
    private static string RealPath(string folder)
    {
        string full = Path.GetFullPath(folder);
        return new DirectoryInfo(full).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? full;
    }
}
