namespace RulesPlatform.History.Samples;

/// <summary>What a stream's rows are. Stored by name in lower case.</summary>
internal enum StreamKind
{
    /// <summary>A target's part of collected batches.</summary>
    Samples,

    /// <summary>Signals kept with judgements.</summary>
    Signals,
}
