using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Loading;

/// <summary>The target files that jobs name: each read once, however many jobs name it.</summary>
internal sealed class TargetFiles(Func<string, RuleText?> find, DiagnosticBag bag)
{
    private readonly Dictionary<string, TargetFile?> _byPath = new(StringComparer.Ordinal);

    /// <summary>They are part of the generation.</summary>
    public IEnumerable<RuleFile> Files => _byPath.Values.OfType<TargetFile>().Select(file => file.File);

    /// <summary>Null where there is no such file.</summary>
    public TargetFile? Read(string path)
    {
        if (!_byPath.TryGetValue(path, out TargetFile? file))
        {
            file = find(path) is { } text ? Parse(text) : null;
            _byPath.Add(path, file);
        }
        return file;
    }

    private TargetFile Parse(RuleText text)
    {
        var reading = new Reading(new SourceText(text.Path, text.Content), bag);
        ParsedText parsed = TreeParser.Parse(reading.Source, bag);
        IReadOnlyList<TargetDraft>? targets = null;
        if (parsed is { IsWhole: true, Root: { } root })
        {
            CollectionShape.Targets.TryRead(root, reading, out targets);
        }
        var file = new RuleFile(text.Path, FileKind.Targets, text.Path, "", CanonicalForm.Hash(parsed.Root), text.Content);
        return new TargetFile(file, parsed.Root, targets ?? [], reading);
    }
}
