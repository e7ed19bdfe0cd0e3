using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Pipeline.Responses;

/// <summary>Writes and reads the facts of an alert, which rules and templates may ask again after a restart.</summary>
internal static class AlertFactsState
{
    public static void Save(StateWriter state, AlertFacts facts)
    {
        state.Write(facts.Rule);
        state.Write(facts.Name);
        state.Write(facts.Severity);
        state.Write(facts.State);
        state.Write(facts.Reason);
        state.Write(facts.Owner);
        state.WriteOptional(facts.Runbook);
        state.Write(facts.IsDefault);
        state.Write(facts.Labels);
        Save(state, facts.Signal);
        state.Write(facts.Unit);
        state.Write(facts.Levels.Count);
        foreach ((string name, double value) in facts.Levels)
        {
            state.Write(name);
            state.Write(value);
        }
        state.Write(facts.ActiveSince);
    }

    public static AlertFacts Load(StateReader state) => new()
    {
        Rule = state.ReadString(),
        Name = state.ReadString(),
        Severity = state.ReadString(),
        State = state.ReadString(),
        Reason = state.ReadString(),
        Owner = state.ReadString(),
        Runbook = state.ReadOptional(),
        IsDefault = state.ReadBoolean(),
        Labels = state.ReadLabels(),
        Signal = LoadSignal(state),
        Unit = state.ReadString(),
        Levels = LoadLevels(state),
        ActiveSince = state.ReadSlot(),
    };

    private static void Save(StateWriter state, Signal signal)
    {
        state.Write(signal.Name);
        state.Write(signal.Labels);
        state.Write(signal.Slot);
        state.Write(signal.Value);
        state.Write(signal.Expected);
        state.Write(signal.Deviation);
        state.Write(signal.Score);
        state.Write((int)signal.Tier);
        state.Write(signal.Age);
        state.Write(signal.Coverage);
        state.Write((int)signal.Reason);
    }

    private static Signal LoadSignal(StateReader state) => new(
        state.ReadString(), state.ReadLabels(), state.ReadSlot(), state.ReadDouble(), state.ReadDouble(), state.ReadDouble(), state.ReadDouble(),
        (Tier)state.ReadInt32(), state.ReadTimeSpan(), state.ReadDouble(), (UnknownReason)state.ReadInt32());

    private static Dictionary<string, double> LoadLevels(StateReader state)
    {
        var levels = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);
        for (int left = state.ReadInt32(); left > 0; left--)
        {
            levels.Add(state.ReadString(), state.ReadDouble());
        }
        return levels;
    }
}
