namespace RulesPlatform.Pipeline.Metrics;

/// <summary>State goes from one thing to another as it goes through a checkpoint, so that both ways give the same.</summary>
internal static class StateCopy
{
    public static void Move(Action<StateWriter> save, Action<StateReader> load)
    {
        using var writer = new StateWriter();
        save(writer);
        using var reader = new StateReader(writer.ToMemory());
        load(reader);
    }
}
