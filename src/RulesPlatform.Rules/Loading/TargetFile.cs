using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Loading;

internal sealed record TargetFile(RuleFile File, TextNode? Root, IReadOnlyList<TargetDraft> Targets, Reading Reading);
