using RulesPlatform.Pipeline.Cycle;

namespace RulesPlatform.Host.CommandLine.Import;

/// <summary>A store that is open to be filled.</summary>
/// <param name="Seal">Packs what was filled in; to be called once, at the end.</param>
internal sealed record SampleStore(IHistory History, Action Seal) : IDisposable
{
    public void Dispose() => History.Dispose();
}
