using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Analysis;

/// <summary>A signal's values at one slot, copied, for signals that read it.</summary>
/// <param name="Values">NaN where it is Unknown or Faulted.</param>
internal sealed record SignalValues(string Signal, Slot Slot, LabelSet[] Labels, double[] Values)
{
    public static SignalValues Of(SignalFrame frame) =>
        new(frame.Definition.Name, frame.Slot, frame.Labels.ToArray(), frame.Value.AsSpan(0, frame.Count).ToArray());

    public void Save(StateWriter writer)
    {
        writer.Write(Signal);
        writer.Write(Slot);
        writer.Write(Labels.Length);
        foreach (LabelSet labels in Labels)
        {
            writer.Write(labels);
        }
        writer.WriteColumn<double>(Values);
    }

    public static SignalValues Load(StateReader reader)
    {
        string signal = reader.ReadString();
        Slot slot = reader.ReadSlot();
        LabelSet[] labels = new LabelSet[reader.ReadInt32()];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = reader.ReadLabels();
        }
        return new SignalValues(signal, slot, labels, reader.ReadColumn<double>());
    }
}
