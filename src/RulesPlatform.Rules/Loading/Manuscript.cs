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

    public static Manuscript Read(RuleTexts texts, DiagnosticBag bag)
    {
        var manuscript = new Manuscript();
        foreach (RuleText text in texts.Files)
        {
            manuscript.Add(text, bag);
        }
        return manuscript;
    }

    private void Add(RuleText text, DiagnosticBag bag)
    {
        switch (FileKind.OfPath(text.Path))
        {
            case FileKind.RuleSet:
                RuleSet = ReadFile(text, FileKind.RuleSet, RuleSetShape.File, bag);
                break;
            case FileKind.Collection:
                Collections.Add(ReadFile(text, FileKind.Collection, CollectionShape.File, bag));
                break;
            case FileKind.Analysis:
                Analyses.Add(ReadFile(text, FileKind.Analysis, AnalysisShape.File, bag));
                break;
            case FileKind.Thresholds:
                Thresholds.Add(ReadFile(text, FileKind.Thresholds, ThresholdShape.File, bag));
                break;
            case FileKind.Responses:
                Responses.Add(ReadFile(text, FileKind.Responses, ResponseShape.File, bag));
                break;
        }
    }

    private DraftFile<T> ReadFile<T>(RuleText text, string kind, ObjectShape<T> shape, DiagnosticBag bag) where T : FileDraft
    {
        var source = new SourceText(text.Path, text.Content);
        var reading = new Reading(source, bag);
        ParsedText parsed = TreeParser.Parse(source, bag);
        T? draft = null;
        if (parsed is { IsWhole: true, Root: { } root } && IsOfItsKind(root, kind, reading))
        {
            shape.TryRead(root, reading, out draft);
        }
        if (draft?.Version is { } version)
        {
            _versions.Add(text.Path, (source, version.Node));
        }
        string hash = parsed.Root is null ? Convert.ToHexStringLower(SHA256.HashData(text.Content.Span)) : CanonicalForm.Hash(parsed.Root);
        _files.Add(new RuleFile(text.Path, kind, draft?.Name?.Value ?? "", draft?.Version?.Value ?? "", hash, text.Content));
        return new DraftFile<T>(parsed, draft, reading);
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
