namespace RulesPlatform.Pipeline.Metrics;

/// <summary>Where a definition stands: path below the rules folder with forward slashes, line and column from 1.</summary>
public readonly record struct Origin(string File, int Line, int Column)
{
    public override string ToString() => $"{File}:{Line}:{Column}";
}
