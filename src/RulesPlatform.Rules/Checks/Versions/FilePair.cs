using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Versions;

/// <summary>A rule file before a change and after it; they belong together by kind and name, wherever they stand.</summary>
internal sealed record FilePair(FilePair.Side Before, FilePair.Side Head)
{
    /// <param name="Content">Its hash, over what counts.</param>
    internal sealed record Side(string Key, string Version, string Content, TextNode VersionNode, Reading Reading);

    public static IEnumerable<FilePair> Of(Manuscript before, Manuscript head)
    {
        Dictionary<string, Side> old = Sides(before).ToDictionary(side => side.Key, StringComparer.Ordinal);
        return from side in Sides(head)
               where old.ContainsKey(side.Key)
               select new FilePair(old[side.Key], side);
    }

    private static IEnumerable<Side> Sides(Manuscript manuscript) =>
    [
        .. Of(FileKind.RuleSet, manuscript.RuleSet is { } set ? [set] : Array.Empty<DraftFile<RuleSetDraft>>()),
        .. Of(FileKind.Collection, manuscript.Collections), .. Of(FileKind.Analysis, manuscript.Analyses),
        .. Of(FileKind.Thresholds, manuscript.Thresholds), .. Of(FileKind.Responses, manuscript.Responses),
    ];

    private static IEnumerable<Side> Of<T>(string kind, IEnumerable<DraftFile<T>> files) where T : FileDraft => files.Select(file =>
        new Side($"{kind}/{file.Name}", file.Draft!.Version!.Value, CanonicalForm.Hash(file.Parsed.Root), file.Draft.Version.Node, file.Reading));
}
