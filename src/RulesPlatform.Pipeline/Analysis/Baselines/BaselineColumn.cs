using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Analysis.Baselines;

/// <summary>The baseline of one signal, for all its rows: the model, and what decides whether a row learns.</summary>
internal sealed class BaselineColumn
{
    private readonly BaselineDefinition _definition;
    private readonly IBaselineModel _model;
    private int _rows;

    public BaselineColumn(BaselineDefinition definition, TimeSpan interval)
    {
        _definition = definition;
        _model = definition.Model switch
        {
            "rolling" => new RollingBaseline(definition, interval),
            "ewma" => new EwmaBaseline(definition, interval),
            "seasonal" => new SeasonalBaseline(definition, interval),
            _ => throw new ArgumentOutOfRangeException(nameof(definition), definition.Model, "No such baseline model."),
        };
    }

    /// <summary>Fills Expected, Spread, Deviation, Score and Readiness of every row, from what was learned before this slot.</summary>
    public void Expect(SignalFrame frame, Slot slot)
    {
        for (; _rows < frame.Count; _rows++)
        {
            _model.AddRow();
        }
        _model.AdvanceTo(slot);
        for (int row = 0; row < frame.Count; row++)
        {
            double readiness = _model.Expect(row, slot, out double expected, out double spread);
            frame.Readiness[row] = readiness;
            if (readiness < 1)
            {
                frame.Expected[row] = frame.Spread[row] = frame.Deviation[row] = frame.Score[row] = double.NaN;
                continue;
            }
            spread = Deviations.Floored(spread, expected);
            double deviation = (frame.Value[row] - expected) / spread;
            frame.Expected[row] = expected;
            frame.Spread[row] = spread;
            frame.Deviation[row] = deviation;
            frame.Score[row] = Deviations.Score(deviation);
        }
    }

    /// <param name="breachedSince">Since when a non-shadow rule has been breached at a row; null while none is. Such a row does not learn until <c>relearnAfter</c> has passed.</param>
    public void Learn(SignalFrame frame, Slot slot, Func<SignalFrame, int, Slot?> breachedSince)
    {
        if (_definition.Pinned)
        {
            return;
        }
        for (int row = 0; row < frame.Count; row++)
        {
            if (frame.Reason[row] != UnknownReason.None)
            {
                continue;
            }
            if (breachedSince(frame, row) is { } since && slot - since < _definition.RelearnAfter)
            {
                continue;
            }
            _model.Learn(row, slot, frame.Value[row]);
        }
    }

    /// <summary>Drops what was learned of every other row.</summary>
    /// <param name="rows">Of the frame, ascending; they become 0, 1, …</param>
    public void Keep(ReadOnlySpan<int> rows)
    {
        int known = 0;
        while (known < rows.Length && rows[known] < _rows)
        {
            known++;
        }
        _model.Keep(rows[..known]);
        _rows = known;
    }

    public void Save(StateWriter writer)
    {
        writer.Write(_rows);
        _model.Save(writer);
    }

    public void Load(StateReader reader)
    {
        _rows = reader.ReadInt32();
        _model.Load(reader);
    }
}
