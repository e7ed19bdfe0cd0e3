using System.Buffers;
using System.Text.Json;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Loading;

/// <summary>
/// <c>rules.lock.json</c>: which content each version of each rule file has. The key is <c>kind/name</c>; the hash is over the
/// canonical form, so that comments, white space and the order of members do not count.
/// </summary>
public static class RuleLock
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n" };

    /// <summary>The lock of a rule set, sorted by key, with a line break at its end. Target files are not locked.</summary>
    public static byte[] Write(RuleSet rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return Write(rules.Files);
    }

    /// <inheritdoc cref="Write(RuleSet)"/>
    public static byte[] Write(IEnumerable<RuleFile> files)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Layout))
        {
            json.WriteStartObject();
            foreach (RuleFile file in Lockable(files).OrderBy(Key, StringComparer.Ordinal))
            {
                json.WriteStartObject(Key(file));
                json.WriteString("version", file.Version);
                json.WriteString("sha256", file.Sha256);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Says as warnings where files and lock part ways; the lock never keeps a rule set from coming into force.</summary>
    internal static void Verify(Manuscript manuscript, RuleText? text, DiagnosticBag bag)
    {
        if (text is null)
        {
            bag.Add(LoadingProblems.LockMissing, RuleTexts.LockFile, "the rule set has no lock: a change of content without a new version would go unseen", "write it with 'rulelint lock'");
            return;
        }
        var source = new SourceText(text.Path, text.Content);
        if (ReadEntries(source, bag) is not { } locked)
        {
            return;
        }
        var unused = new HashSet<string>(locked.Keys, StringComparer.Ordinal);
        foreach (RuleFile file in Lockable(manuscript.Files))
        {
            unused.Remove(Key(file));
            if (manuscript.VersionOf(file) is { } place)
            {
                Compare(file, locked.GetValueOrDefault(Key(file)), place.Source, place.Version, bag);
            }
        }
        // A file that cannot be read has no name: the entry without a file may be its own.
        unused.RemoveWhere(key => manuscript.Files.Any(file => file.Name.Length == 0 && key.StartsWith($"{file.Kind}/", StringComparison.Ordinal)));
        foreach (string key in unused.Order(StringComparer.Ordinal))
        {
            LockEntry entry = locked[key];
            bag.Add(LoadingProblems.LockBehind, source, entry.Start, entry.End, $"{Printable.Quote(key)} is locked but there is no such file", "write the lock anew with 'rulelint lock'");
        }
    }

    private static void Compare(RuleFile file, LockEntry? entry, SourceText source, TextNode version, DiagnosticBag bag)
    {
        if (entry is null)
        {
            bag.Add(LoadingProblems.LockBehind, source, version, $"'{Key(file)}' is not in {RuleTexts.LockFile}", "write the lock anew with 'rulelint lock'");
        }
        else if (entry.Version == file.Version && entry.Sha256 != file.Sha256)
        {
            bag.Add(LoadingProblems.LockedContent, source, version, $"the content has changed, the version is still {Printable.Clip(file.Version)}", "raise the version", SemanticVersion.Of(file.Version).Raised(version));
        }
        else if (entry.Version != file.Version)
        {
            bag.Add(LoadingProblems.LockBehind, source, version, $"{RuleTexts.LockFile} has version {Printable.Clip(entry.Version)} of this file", "write the lock anew with 'rulelint lock'");
        }
    }

    /// <summary>Null where the lock is no lock; that has been reported, once and as a warning.</summary>
    private static Dictionary<string, LockEntry>? ReadEntries(SourceText source, DiagnosticBag bag)
    {
        var problems = new DiagnosticBag();
        ParsedText parsed = TreeParser.Parse(source, problems);
        bool isRead = !problems.HasErrors && parsed.Root!.Kind == NodeKind.Object
            && parsed.Root.Members.All(member => member.Value.Find("version") is { Kind: NodeKind.String } && member.Value.Find("sha256") is { Kind: NodeKind.String });
        if (!isRead)
        {
            IReadOnlyList<Diagnostic> found = problems.ToDiagnostics();
            string reason = found.Count == 0 ? "it is not an object of { version, sha256 }" : $"{found[0].Message}, in line {found[0].Span.Line}";
            bag.Add(LoadingProblems.LockUnreadable, source.Path, $"the lock cannot be read: {reason}", "write it anew with 'rulelint lock'");
            return null;
        }
        return parsed.Root!.Members.ToDictionary(
            member => member.Name,
            member => new LockEntry(member.Value.Find("version")!.Text, member.Value.Find("sha256")!.Text, member.NameStart, member.NameEnd),
            StringComparer.Ordinal);
    }

    private static IEnumerable<RuleFile> Lockable(IEnumerable<RuleFile> files) => files.Where(file => file.Kind != FileKind.Targets && file.Name.Length > 0);

    private static string Key(RuleFile file) => $"{file.Kind}/{file.Name}";

    private sealed record LockEntry(string Version, string Sha256, int Start, int End);
}
