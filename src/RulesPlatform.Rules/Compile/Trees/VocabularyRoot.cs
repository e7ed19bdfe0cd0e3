using System.Linq.Expressions;

namespace RulesPlatform.Rules.Compile.Trees;

/// <summary>One of the things that a rule can speak of: <c>signal</c>, <c>threshold</c>, <c>alert</c>.</summary>
/// <param name="Engine">What the engine's parser sees; its name is the root's.</param>
/// <param name="Words">Its members, with what each becomes in the compiled tree.</param>
/// <param name="Absence">Said where it has no members at all.</param>
internal sealed record VocabularyRoot(ParameterExpression Engine, IReadOnlyList<VocabularyWord> Words, string? Absence = null)
{
    public string Name => Engine.Name!;

    public VocabularyWord? Find(string word) => Words.FirstOrDefault(one => string.Equals(one.Name, word, StringComparison.OrdinalIgnoreCase));
}
