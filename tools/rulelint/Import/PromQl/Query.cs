namespace RulesPlatform.RuleLint.Import.PromQl;

/// <summary>A PromQL expression, or a part of one. Immutable.</summary>
/// <param name="Start">Index of its first character in the text; <paramref name="End"/> is the one after its last.</param>
internal abstract record Query(int Start, int End);

internal sealed record NumberQuery(int Start, int End, double Value) : Query(Start, End);

internal sealed record TextQuery(int Start, int End, string Value) : Query(Start, End);

/// <param name="Metric">Null where the matchers alone select.</param>
/// <param name="Range">Null for an instant selector.</param>
/// <param name="IsPinned">Whether it says <c>@ time</c>.</param>
internal sealed record SelectorQuery(int Start, int End, string? Metric, IReadOnlyList<QueryMatcher> Matchers, TimeSpan? Range, TimeSpan Offset, bool IsPinned) : Query(Start, End);

/// <summary><c>inner[range:step]</c>.</summary>
internal sealed record SubqueryQuery(int Start, int End, Query Inner, TimeSpan Range) : Query(Start, End);

internal sealed record CallQuery(int Start, int End, string Function, IReadOnlyList<Query> Arguments) : Query(Start, End);

/// <param name="Parameter">Of <c>topk</c>, <c>quantile</c> and their like; else null.</param>
/// <param name="Labels">Of <c>by</c> or <c>without</c>; empty where it has neither.</param>
internal sealed record AggregateQuery(int Start, int End, string Function, Query? Parameter, Query Body, IReadOnlyList<string> Labels, bool IsWithout) : Query(Start, End);

/// <param name="IsBool">Whether a comparison gives 0 and 1 instead of dropping what does not hold.</param>
/// <param name="Matching">Null where the two sides are matched on all their labels.</param>
internal sealed record BinaryQuery(int Start, int End, string Operator, Query Left, Query Right, bool IsBool, QueryMatching? Matching) : Query(Start, End)
{
    public bool IsComparison => Operator is "==" or "!=" or "<" or "<=" or ">" or ">=";

    public bool IsSet => Operator is "and" or "or" or "unless";
}

internal sealed record NegationQuery(int Start, int End, Query Inner) : Query(Start, End);
