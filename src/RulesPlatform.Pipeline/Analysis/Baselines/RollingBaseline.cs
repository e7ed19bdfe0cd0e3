using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Metrics.Windows;

namespace RulesPlatform.Pipeline.Analysis.Baselines;

/// <summary>Mean and standard deviation of the last <c>history</c>, every slot weighing the same.</summary>
internal sealed class RollingBaseline : IBaselineModel
{
    private readonly PaneColumn<Moments> _window;
    private readonly double _needed;

    public RollingBaseline(BaselineDefinition definition, TimeSpan interval)
    {
        _window = new PaneColumn<Moments>(new WindowGeometry(interval, definition.History, TimeSpan.Zero));
        // A full window holds up to a 64th less than its span, and at slot n nothing of slot n.
        _needed = Math.Max(2, definition.Ready * ((definition.History / interval * 63 / 64) - 1));
    }

    public void AddRow() => _window.AddRow();

    public void AdvanceTo(Slot slot) => _window.AdvanceTo(slot);

    public double Expect(int row, Slot slot, out double expected, out double spread)
    {
        Moments moments = _window.Read(row);
        (expected, spread) = (moments.Mean, moments.StandardDeviation);
        return Math.Min(1, moments.Count / _needed);
    }

    public void Learn(int row, Slot slot, double value) => _window.Add(row, slot.UnixMs, value);

    public void Keep(ReadOnlySpan<int> rows) => _window.Keep(rows);

    public void Save(StateWriter writer) => _window.Save(writer);

    public void Load(StateReader reader) => _window.Load(reader);
}
