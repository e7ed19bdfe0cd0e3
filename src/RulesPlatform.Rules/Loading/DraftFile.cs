using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Loading;

/// <summary>One rule file as written.</summary>
/// <param name="Draft">What could be read of it; null where its brackets are broken or its kind is wrong. That has been reported.</param>
internal sealed record DraftFile<T>(ParsedText Parsed, T? Draft, Reading Reading) where T : FileDraft
{
    public string Path => Reading.Source.Path;

    /// <summary>The file's name; empty where it could not be read.</summary>
    public string Name => Draft?.Name?.Value ?? "";

    public Origin OriginOf(TextNode node) => Reading.Source.OriginOf(node);
}
