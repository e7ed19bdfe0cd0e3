using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Host.Api.Past;
using RulesPlatform.History.Reading;
using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Api.Reports;

/// <summary>The last samples behind each input of a formula, as they are stored.</summary>
internal sealed class InputEvidence(IArchive archive)
{
    private const int SeriesShown = 3;
    private const int SamplesShown = 5;

    /// <param name="definition">Null where the rule set is not at hand: names and values are then all there is.</param>
    /// <param name="values">By name, as the formula read them.</param>
    public IReadOnlyList<InputAnswer> Of(SignalDefinition? definition, LabelSet labels, Slot slot, IReadOnlyList<(string Name, double Value)> values) =>
        [.. values.Select(value => definition?.Inputs.FirstOrDefault(input => input.Name == value.Name) is { } input
            ? Of(input, definition, labels, slot, value.Value)
            : new InputAnswer(value.Name, Plain.Number(value.Value), null, [], 0))];

    private InputAnswer Of(InputDefinition input, SignalDefinition definition, LabelSet labels, Slot slot, double value)
    {
        string metric = input.Metric ?? $"signal:{input.Signal}";
        LabelMatcher[] joined = [.. JoinedOn(input, labels)];
        IReadOnlyList<StoredSeries> series = archive.Series(metric, [.. input.Where, .. joined], 10_000);
        long through = (slot - input.Offset).UnixMs;
        TimeSpan span = input.Over > definition.Tolerance ? input.Over : definition.Tolerance;
        SeriesSamplesAnswer[] shown = [.. series.Take(SeriesShown).Select(one => new SeriesSamplesAnswer(
            one.Key.ToString(),
            [.. archive.Samples(one.Id, through - (long)span.TotalMilliseconds, through).TakeLast(SamplesShown).Select(Plain.Point)]))];
        return new InputAnswer(input.Name, Plain.Number(value), InputText.Of(input), shown, series.Count - shown.Length);
    }

    /// <summary>What a series must have to be behind the row: the labels that the input keeps, with the row's values.</summary>
    private static IEnumerable<LabelMatcher> JoinedOn(InputDefinition input, LabelSet labels)
    {
        IEnumerable<Label> kept = input.By is { } by ? by.Select(name => new Label(name, labels[name])) : labels;
        foreach (Label label in kept)
        {
            if (Selector.TryParseMatcher($"{label.Name}=\"{Escape(label.Value)}\"", out LabelMatcher matcher) is null)
            {
                yield return matcher;
            }
        }
    }

    private static string Escape(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
