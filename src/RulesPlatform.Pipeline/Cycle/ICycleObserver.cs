namespace RulesPlatform.Pipeline.Cycle;

/// <summary>Watches a cycle at work, to measure it: the cycle itself reads no clock. Called on the cycle's thread; must be quick and must not throw.</summary>
public interface ICycleObserver
{
    /// <summary>A stage begins; one that was under way is over.</summary>
    /// <param name="group">The watch group; empty for the store.</param>
    void Begin(CycleStage stage, string group);

    /// <summary>The stage under way is over. Not called where it throws.</summary>
    void End();
}
