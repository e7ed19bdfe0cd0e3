using RulesPlatform.Rules.Checks;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Text;
using RulesPlatform.Rules.Text.Layout;

namespace RulesPlatform.RuleLint.Fix;

/// <summary>
/// Makes the fixes that findings carry, in a copy of the folder, until none is left: a fix may bring another to light. A file that was in
/// form stays in form. At the end the lock is written anew where it is behind.
/// </summary>
/// <param name="today">Against which the ends of allowances are held.</param>
/// <param name="before">The files that a change starts from; null where there is no base.</param>
/// <param name="only">Ids whose findings are mended; empty for all.</param>
internal sealed class FixRun(DateOnly today, IReadOnlyList<RuleText>? before, IReadOnlyCollection<string> only)
{
    // Each round takes away at least one finding; what goes round in circles is a fault of ours and ends here.
    private const int MaxRounds = 100;

    private const string LockFile = "rules.lock.json";

    // Missing, unreadable, behind.
    private static readonly string[] s_lockFindings = ["RP6001", "RP6003", "RP6004"];

    // A version is raised last: what was mended may be what it was before.
    private static readonly string[] s_versionFindings = ["RP6002", "RP6201"];

    private readonly List<Diagnostic> _made = [];

    public FixResult Run(string folder)
    {
        string copy = Directory.CreateTempSubdirectory("rulelint-fix-").FullName;
        try
        {
            Dictionary<string, byte[]> original = Copy(folder, copy);
            IReadOnlyList<Diagnostic> left = Mend(copy);
            List<FixedFile> changed = [];
            foreach (string path in original.Keys.Append(LockFile).Distinct().Order(StringComparer.Ordinal).Where(path => File.Exists(Path.Combine(copy, path))))
            {
                byte[] after = File.ReadAllBytes(Path.Combine(copy, path));
                byte[]? start = original.GetValueOrDefault(path);
                if (start is null || !after.AsSpan().SequenceEqual(start))
                {
                    changed.Add(new FixedFile(path, start, after));
                }
            }
            return new FixResult(changed, _made, left);
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    private IReadOnlyList<Diagnostic> Mend(string folder)
    {
        var session = new LintSession(folder);
        IReadOnlyList<Diagnostic> found = session.Lint(today, before).Diagnostics;
        for (int round = 0; round < MaxRounds && found.Any(IsWanted); round++)
        {
            Diagnostic[] first = [.. found.Where(one => IsWanted(one) && !s_versionFindings.Contains(one.Id))];
            foreach (IGrouping<string, Diagnostic> file in (first.Length > 0 ? first : found.Where(IsWanted)).GroupBy(one => one.File))
            {
                Mend(Path.Combine(folder, file.Key), [.. file]);
            }
            found = session.Lint(today, before).Diagnostics;
        }
        return Relock(folder, found) ? session.Lint(today, before).Diagnostics : found;
    }

    private void Mend(string path, IReadOnlyList<Diagnostic> findings)
    {
        byte[] content = File.ReadAllBytes(path);
        bool wasInForm = InForm(path, content) is { } form && form.AsSpan().SequenceEqual(content);
        byte[] mended = TextEdit.Apply(content, findings.Select(one => one.Fix!.Value), out IReadOnlyList<TextEdit> made);
        _made.AddRange(findings.Where(one => made.Contains(one.Fix!.Value)));
        File.WriteAllBytes(path, (wasInForm ? InForm(path, mended) : null) ?? mended);
    }

    private bool Relock(string folder, IReadOnlyList<Diagnostic> found)
    {
        Diagnostic[] behind = [.. found.Where(one => s_lockFindings.Contains(one.Id) && IsChosen(one))];
        if (behind.Length == 0 || new RuleSetLoader().Load(folder).RuleSet is not { } rules)
        {
            return false;
        }
        File.WriteAllBytes(Path.Combine(folder, LockFile), RuleLock.Write(rules));
        _made.AddRange(behind);
        return true;
    }

    private bool IsWanted(Diagnostic finding) => finding.Fix is not null && IsChosen(finding);

    private bool IsChosen(Diagnostic finding) => only.Count == 0 || only.Contains(finding.Id);

    /// <summary>Null where the text does not parse.</summary>
    private static byte[]? InForm(string path, byte[] content) =>
        RuleTextFormat.TryFormat(new RuleText(path, content), out ReadOnlyMemory<byte> formatted, out _) ? formatted.ToArray() : null;

    private static Dictionary<string, byte[]> Copy(string folder, string copy)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            string below = Path.GetRelativePath(folder, file).Replace('\\', '/');
            files.Add(below, File.ReadAllBytes(file));
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(copy, below))!);
            File.WriteAllBytes(Path.Combine(copy, below), files[below]);
        }
        return files;
    }
}
