using System.Linq.Expressions;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Rules.Compile.Trees;

/// <param name="Value">Over the vocabulary's subject.</param>
/// <param name="Level">The index of the level that it is, or null.</param>
internal sealed record VocabularyWord(string Name, Expression Value, OperandSet Reads = OperandSet.None, int? Level = null);
