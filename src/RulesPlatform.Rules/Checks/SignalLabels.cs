using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Checks;

/// <summary>Which labels the rows of a signal can have, as far as the rule set alone says it. Not thread-safe.</summary>
internal sealed class SignalLabels(IReadOnlyDictionary<string, WrittenSignal> signals)
{
    // A longer chain of signals that all keep every label is taken for unknown.
    private const int MaxDepth = 32;

    private readonly Dictionary<string, IReadOnlySet<string>?> _found = new(StringComparer.Ordinal);

    /// <summary>Null where an input keeps every label of a metric: there may be any.</summary>
    public IReadOnlySet<string>? Of(WrittenSignal signal) => Of(signal, 0);

    /// <summary>The one value that a label has in every row of the signal; null where that is not certain.</summary>
    public static string? FixedValue(WrittenSignal signal, string label)
    {
        InputDraft[] widest = Widest(signal);
        string?[] values = [.. widest.Select(input => input.Where.FirstOrDefault(matcher => matcher.Name == label && matcher is { IsRegex: false, IsNegated: false, Operand.Length: > 0 })?.Operand).Distinct()];
        bool isKept = widest.All(input => input.Metric is not null && input.By?.Value.Contains(label) != false);
        return isKept && values is [{ } value] ? value : null;
    }

    /// <summary>The inputs that make rows: those that keep most labels.</summary>
    private static InputDraft[] Widest(WrittenSignal signal)
    {
        int most = signal.Draft.Inputs.Max(input => WidthOf(input.Value));
        return [.. signal.Draft.Inputs.Select(input => input.Value).Where(input => WidthOf(input) == most)];
    }

    private static int WidthOf(InputDraft input) => input.By?.Value.Count ?? int.MaxValue;

    private IReadOnlySet<string>? Of(WrittenSignal signal, int depth)
    {
        if (!_found.TryGetValue(signal.Name, out IReadOnlySet<string>? labels))
        {
            _found[signal.Name] = labels = Find(signal, depth);
        }
        return labels;
    }

    private HashSet<string>? Find(WrittenSignal signal, int depth)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        foreach (InputDraft input in Widest(signal))
        {
            IEnumerable<string>? kept = input.By is { } by ? by.Value : (input.Signal is { } read && depth < MaxDepth ? Of(signals[read.Value], depth + 1) : null);
            if (kept is null)
            {
                return null;
            }
            all.UnionWith(kept);
        }
        return all;
    }
}
