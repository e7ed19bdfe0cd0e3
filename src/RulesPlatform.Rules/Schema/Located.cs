using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema;

/// <summary>A value and the node it was read from.</summary>
internal sealed record Located<T>(T Value, TextNode Node);
