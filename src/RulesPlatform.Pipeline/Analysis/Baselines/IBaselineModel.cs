using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Analysis.Baselines;

/// <summary>What a signal normally is, for many rows. Streaming: constant work a slot and row. Slot n is judged with what was learned up to n − 1.</summary>
internal interface IBaselineModel
{
    void AddRow();

    /// <summary>Moves time on, once a slot, before anything is expected or learned of it.</summary>
    void AdvanceTo(Slot slot);

    /// <param name="spread">One standard deviation of what is normal; not below the floor that <see cref="Deviations"/> applies.</param>
    /// <returns>How much of the needed training has been seen, 0…1; both outputs mean something at 1 only.</returns>
    double Expect(int row, Slot slot, out double expected, out double spread);

    /// <param name="value">Finite.</param>
    void Learn(int row, Slot slot, double value);

    /// <summary>Drops every other row.</summary>
    /// <param name="rows">Ascending; they become 0, 1, …</param>
    void Keep(ReadOnlySpan<int> rows);

    void Save(StateWriter writer);

    void Load(StateReader reader);
}
