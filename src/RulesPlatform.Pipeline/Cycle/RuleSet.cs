using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Pipeline.Cycle;

/// <summary>One immutable compiled generation of the whole rules folder.</summary>
public sealed record RuleSet
{
    /// <summary>The first 12 hex digits of SHA-256 over the files' paths and contents in order of path.</summary>
    public required string Revision { get; init; }

    public required string Name { get; init; }

    public required string Version { get; init; }

    public required IReadOnlyList<RuleFile> Files { get; init; }

    public required IReadOnlyList<CollectionJob> Jobs { get; init; }

    public required IReadOnlyList<WatchGroup> Groups { get; init; }

    /// <summary>By id.</summary>
    public required IReadOnlyList<ThresholdRule> Rules { get; init; }

    /// <summary>
    /// Default thresholds, made into rules for each signal that they cover, whether or not the signal has rules of its own:
    /// they judge where no rule does, or a rule's error policy hands over.
    /// </summary>
    public required IReadOnlyList<ThresholdRule> DefaultRules { get; init; }

    /// <summary>In the order they are tried.</summary>
    public required IReadOnlyList<ResponseRule> Responses { get; init; }

    /// <summary>By name.</summary>
    public required IReadOnlyDictionary<string, Receiver> Receivers { get; init; }

    public required string DefaultReceiver { get; init; }

    public required IReadOnlyList<Inhibition> Inhibitions { get; init; }

    public required IReadOnlyDictionary<string, Calendar> Calendars { get; init; }

    public required IReadOnlyDictionary<string, CommandAllowance> Commands { get; init; }
}
