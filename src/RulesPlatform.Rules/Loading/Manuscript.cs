using System.Security.Cryptography;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Loading;

/// <summary>Every rule file of one generation, read and checked one by one; nothing compiled, no reference followed.</summary>
internal sealed class Manuscript
{
    private readonly List<RuleFile> _files = [];
    private readonly Dictionary<string, (SourceText Source, TextNode Version)> _versions = new(StringComparer.Ordinal);

    private Manuscript()
    {
    }

    public DraftFile<RuleSetDraft>? RuleSet { get; private set; }

    public List<DraftFile<CollectionDraft>> Collections { get; } = [];

    public List<DraftFile<AnalysisDraft>> Analyses { get; } = [];

    public List<DraftFile<ThresholdsDraft>> Thresholds { get; } = [];

    public List<DraftFile<ResponsesDraft>> Responses { get; } = [];

    /// <summary>Those that could be read, by path.</summary>
    public IReadOnlyList<RuleFile> Files => _files;

    /// <summary>Where a file says its version; null where it could not be read.</summary>
    public (SourceText Source, TextNode Version)? VersionOf(RuleFile file) =>
        _versions.TryGetValue(file.Path, out (SourceText Source, TextNode Version) place) ? place : null;

    /// <param name="before">Of the last load: files that have not changed are taken from it.</param>
    public static Manuscript Read(RuleTexts texts, DiagnosticBag bag, LoadMemory? before, LoadMemory next)
    {
        var files = new ReadFile?[texts.Files.Count];
        Parallel.For(0, files.Length, i => files[i] = before?.Find(texts.Files[i]) ?? Read(texts.Files[i]));
        var manuscript = new Manuscript();
        foreach (ReadFile file in files.OfType<ReadFile>())
        {
            file.Enter(manuscript, bag);
            next.Keep(file);
        }
        return manuscript;
    }

    /// <summary>Null for a file of no kind.</summary>
    private static ReadFile? Read(RuleText text) => FileKind.OfPath(text.Path) switch
    {
        FileKind.RuleSet => Read(text, FileKind.RuleSet, RuleSetShape.File, (manuscript, file) => manuscript.RuleSet = file),
        FileKind.Collection => Read(text, FileKind.Collection, CollectionShape.File, (manuscript, file) => manuscript.Collections.Add(file)),
        FileKind.Analysis => Read(text, FileKind.Analysis, AnalysisShape.File, (manuscript, file) => manuscript.Analyses.Add(file)),
        FileKind.Thresholds => Read(text, FileKind.Thresholds, ThresholdShape.File, (manuscript, file) => manuscript.Thresholds.Add(file)),
        FileKind.Responses => Read(text, FileKind.Responses, ResponseShape.File, (manuscript, file) => manuscript.Responses.Add(file)),
        _ => null,
    };

    private static ReadFile Read<T>(RuleText text, string kind, ObjectShape<T> shape, Action<Manuscript, DraftFile<T>> add)
        where T : FileDraft
    {
        var reading = new Reading(new SourceText(text.Path, text.Content), new DiagnosticBag());
        ParsedText parsed = TreeParser.Parse(reading.Source, reading.Bag);
        T? draft = null;
        if (parsed is { IsWhole: true, Root: { } root } && IsOfItsKind(root, kind, reading))
        {
            shape.TryRead(root, reading, out draft);
        }
        string hash = parsed.Root is null ? Convert.ToHexStringLower(SHA256.HashData(text.Content.Span)) : CanonicalForm.Hash(parsed.Root);
        var file = new RuleFile(text.Path, kind, draft?.Name?.Value ?? "", draft?.Version?.Value ?? "", hash, text.Content);
        var written = new DraftFile<T>(parsed, draft, reading);
        return new ReadFile(text, draft is not null && reading.Bag.Count == 0, Enter);

        void Enter(Manuscript manuscript, DiagnosticBag bag)
        {
            reading.Join(bag);
            manuscript._files.Add(file);
            if (draft?.Version is { } version)
            {
                manuscript._versions.Add(text.Path, (reading.Source, version.Node));
            }
            add(manuscript, written);
        }
    }

    // A file of another kind would otherwise be reported member by member.
    private static bool IsOfItsKind(TextNode root, string kind, Reading reading)
    {
        if (root.Find("kind") is not { Kind: NodeKind.String } written || written.Text == kind)
        {
            return true;
        }
        string place = kind == FileKind.RuleSet ? RuleTexts.RuleSetFile : $"{kind}/";
        string help = FileKind.WithFolder.Contains(written.Text)
            ? $"move the file to {written.Text}/"
            : Nearest.To(written.Text, [.. FileKind.WithFolder, FileKind.RuleSet]) is { } near ? $"did you mean '{near}'?" : $"write \"kind\": \"{kind}\"";
        reading.Report(ReadingProblems.UnknownWord, written, $"a file of kind {Printable.Quote(written.Text)} has no place in {place}", help);
        return false;
    }
}
