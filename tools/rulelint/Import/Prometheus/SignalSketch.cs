namespace RulesPlatform.RuleLint.Import.Prometheus;

/// <summary>A signal as it is going to be written.</summary>
internal sealed record SignalSketch(string Name, string Unit, string? Summary, string Formula, IReadOnlyList<(string Name, InputSpec Input)> Inputs, LabelShape Shape)
{
    /// <summary>What stands before a signal's name where its stored series is read.</summary>
    public const string Stored = "signal:";

    /// <summary>Names of the signals that it reads, as they are or as they are stored.</summary>
    public IEnumerable<string> Reads => Inputs.Select(one => one.Input.Signal ?? (one.Input.Metric!.StartsWith(Stored, StringComparison.Ordinal) ? one.Input.Metric[Stored.Length..] : null)).OfType<string>();

    /// <summary>Whether it has a value whatever is absent.</summary>
    public bool IsNeverUnknown => Inputs.All(one => one.Input is { Metric: not null, Absent: not null });
}
