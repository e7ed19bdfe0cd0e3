using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.RuleLint.Import.Prometheus;

/// <summary>An input of a signal, as it is going to be written. Two are the same where they are written the same.</summary>
internal sealed record InputSpec
{
    public string? Metric { get; init; }

    public string? Signal { get; init; }

    /// <summary>Of <see cref="Signal"/>; not written.</summary>
    public string? SignalUnit { get; init; }

    /// <summary>Label to matcher, in our notation.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Where { get; init; } = [];

    /// <summary>Null for all labels.</summary>
    public IReadOnlyList<string>? By { get; init; }

    public TimeSpan? Over { get; init; }

    public TimeSpan Offset { get; init; }

    public string? Fold { get; init; }

    public string? Combine { get; init; }

    public double? Absent { get; init; }

    /// <summary>On one line.</summary>
    public string Written()
    {
        List<string> members = [Signal is null ? $"\"metric\": {JsonLine.Text(Metric!)}" : $"\"signal\": {JsonLine.Text(Signal)}"];
        Add(Where.Count > 0, "where", () => JsonLine.Object(Where.Select(one => (one.Key, JsonLine.Text(one.Value)))));
        Add(By is not null, "by", () => $"[{string.Join(", ", By!.Select(JsonLine.Text))}]");
        Add(Over is not null, "over", () => JsonLine.Text(DurationText.Write(Over!.Value)));
        Add(Offset > TimeSpan.Zero, "offset", () => JsonLine.Text(DurationText.Write(Offset)));
        Add(Fold is not null, "fold", () => JsonLine.Text(Fold!));
        Add(Combine is not (null or "sum"), "combine", () => JsonLine.Text(Combine!));
        Add(Absent is not null, "absent", () => JsonLine.Number(Absent!.Value));
        // Prometheus answers from whatever there is in the window.
        Add(Over is not null && Absent is null, "minCoverage", () => "0");
        return $"{{ {string.Join(", ", members)} }}";

        void Add(bool isGiven, string name, Func<string> value)
        {
            if (isGiven)
            {
                members.Add($"\"{name}\": {value()}");
            }
        }
    }
}
