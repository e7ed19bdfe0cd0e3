using RulesPlatform.Host.Api.Live;
using RulesPlatform.Host.Api.Past;
using RulesPlatform.Pipeline.Cycle;

namespace RulesPlatform.Host.Api.Reports;

/// <summary>What an answer is made from.</summary>
/// <param name="Live">Null where no server runs and the store alone answers.</param>
/// <param name="Rules">In force, or compiled from the newest generation stored; null where there is none.</param>
/// <param name="At">Now.</param>
internal sealed record PlatformReading(IArchive Archive, LiveView? Live, RuleSet? Rules, DateTimeOffset At)
{
    public static PlatformReading Of(IArchive archive, LiveView live, DateTimeOffset at) => new(archive, live, live.Rules, at);
}
