using System.Globalization;
using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Pipeline.Tests;

/// <summary>Small definitions for tests that do not need rule files.</summary>
internal static class Worlds
{
    public static readonly Origin Nowhere = new("test.json", 1, 1);

    public static CompiledCondition Condition(string text, RuleCondition holds, OperandSet reads = OperandSet.Value) =>
        new(text, holds, reads, [], _ => [new ExplainedPart(text, "true", 0)], operands => holds(operands));

    public static ThresholdRule Rule(string name, string signal, RuleCondition holds, OperandSet reads = OperandSet.Value) => new()
    {
        Id = "test/" + name,
        Name = name,
        Signal = signal,
        Severity = "warning",
        Condition = Condition(name, holds, reads),
        Origin = Nowhere,
        ContentHash = name,
    };

    public static InputDefinition Input(string metric, Fold fold = Fold.Last, int overSeconds = 0, params string[]? by) => new()
    {
        Name = metric,
        Metric = metric,
        Fold = fold,
        Over = TimeSpan.FromSeconds(overSeconds),
        By = by,
    };

    public static SignalDefinition Signal(string name, FormulaFunction formula, params InputDefinition[] inputs) => new()
    {
        Name = name,
        Unit = "count",
        Inputs = inputs,
        FormulaText = name,
        Formula = formula,
        Explain = operands => [new ExplainedPart(name, operands[0].ToString(CultureInfo.InvariantCulture), 0)],
        Tolerance = TimeSpan.FromSeconds(25),
        Origin = Nowhere,
        ContentHash = name,
    };

    public static WatchGroup Group(string name, params SignalDefinition[] signals) => new()
    {
        Name = name,
        Interval = TimeSpan.FromSeconds(10),
        EvaluationDelay = TimeSpan.FromSeconds(2),
        Signals = signals,
        Origin = Nowhere,
    };

    /// <summary>One sample of each series: <c>("name{a=1}", 5)</c>.</summary>
    public static SampleBatch Batch(SeriesTable table, long slotSeconds, params (string Series, double Value)[] samples) => new(
        "job",
        new Slot(slotSeconds * 1000),
        [.. samples.Select(sample => table.Intern(Key(sample.Series)).Value)],
        [.. samples.Select(sample => sample.Value)],
        [],
        []);

    public static SeriesKey Key(string text)
    {
        int brace = text.IndexOf('{', StringComparison.Ordinal);
        if (brace < 0)
        {
            return new SeriesKey(text, LabelSet.Empty);
        }
        IEnumerable<Label> labels = text[(brace + 1)..^1].Split(',').Select(pair => pair.Split('=')).Select(pair => new Label(pair[0], pair[1]));
        return new SeriesKey(text[..brace], LabelSet.Of(labels));
    }
}
