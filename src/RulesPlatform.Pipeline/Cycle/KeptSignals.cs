using System.Runtime.CompilerServices;
using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Cycle;

/// <summary>Turns judged signals into samples worth keeping: <c>signal:NAME</c> and, where a baseline answers, <c>signal:NAME:expected</c>. Unknown values leave a gap.</summary>
internal sealed class KeptSignals(SeriesTable series)
{
    private readonly ConditionalWeakTable<SignalFrame, List<(int Value, int Expected)>> _ids = [];
    private readonly List<int> _series = [];
    private readonly List<double> _values = [];

    /// <summary>Null when there is nothing to keep.</summary>
    public SampleBatch? Take(GroupSignals signals)
    {
        _series.Clear();
        _values.Clear();
        foreach (SignalFrame frame in signals.Frames.Where(frame => frame.Definition.Keep))
        {
            List<(int Value, int Expected)> ids = _ids.GetValue(frame, _ => []);
            for (int row = 0; row < frame.Count; row++)
            {
                if (row == ids.Count)
                {
                    ids.Add((Intern("signal:" + frame.Definition.Name, frame.Labels[row]), -1));
                }
                if (!double.IsNaN(frame.Value[row]))
                {
                    Keep(ids[row].Value, frame.Value[row]);
                }
                if (!double.IsNaN(frame.Expected[row]))
                {
                    if (ids[row].Expected < 0)
                    {
                        ids[row] = (ids[row].Value, Intern($"signal:{frame.Definition.Name}:expected", frame.Labels[row]));
                    }
                    Keep(ids[row].Expected, frame.Expected[row]);
                }
            }
        }
        return _series.Count == 0
            ? null
            : new SampleBatch("signals/" + signals.Group.Name, signals.Slot, [.. _series], [.. _values], [], []);
    }

    private void Keep(int id, double value)
    {
        _series.Add(id);
        _values.Add(value);
    }

    private int Intern(string metric, LabelSet labels) => series.Intern(new SeriesKey(metric, labels)).Value;
}
