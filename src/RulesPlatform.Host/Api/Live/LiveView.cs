using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Host.Api.Live;

/// <summary>The cycle's state at one instant, copied: nothing in it changes any more.</summary>
internal sealed record LiveView
{
    /// <summary>Null before the first rule set is in force.</summary>
    public RuleSet? Rules { get; init; }

    /// <summary>By group and definition, then by row.</summary>
    public IReadOnlyList<LiveSignal> Signals { get; init; } = [];

    public IReadOnlyList<AlertSnapshot> Alerts { get; init; } = [];

    /// <summary>Ids of rules that were put aside.</summary>
    public IReadOnlyList<string> Quarantined { get; init; } = [];

    public IReadOnlyList<Silence> Silences { get; init; } = [];

    /// <summary>Sequence of the last journal entry.</summary>
    public long Position { get; init; }

    public long Divergences { get; init; }

    public long MissedSlots { get; init; }

    public int Unstored { get; init; }

    /// <summary>Runs on the cycle's thread.</summary>
    public static LiveView Of(MonitoringCycle cycle, LiveScope scope)
    {
        ArgumentNullException.ThrowIfNull(cycle);
        ArgumentNullException.ThrowIfNull(scope);
        return new LiveView
        {
            Rules = cycle.Rules,
            Signals = !scope.WithSignals || cycle.Rules is null
                ? []
                : [.. cycle.Rules.Groups.SelectMany(group => cycle.FramesOf(group.Name)
                    .Where(frame => scope.Wants(frame.Definition.Name))
                    .SelectMany(frame => LiveSignal.Of(group.Name, frame)))],
            Alerts = [.. cycle.Alerts.Alerts],
            Quarantined = [.. cycle.Alerts.Quarantined],
            Silences = [.. cycle.Silences],
            Position = cycle.Position,
            Divergences = cycle.Divergences,
            MissedSlots = cycle.MissedSlots,
            Unstored = cycle.Unstored,
        };
    }
}
