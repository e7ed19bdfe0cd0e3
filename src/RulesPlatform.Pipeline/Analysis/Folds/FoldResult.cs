namespace RulesPlatform.Pipeline.Analysis.Folds;

/// <summary>What a fold makes of an aggregate; NaN when it needs more samples than there are.</summary>
internal delegate double FoldResult<T>(in T aggregate, Fold fold);
