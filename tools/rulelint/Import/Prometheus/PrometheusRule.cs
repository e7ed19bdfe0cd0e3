namespace RulesPlatform.RuleLint.Import.Prometheus;

/// <summary>An alerting or a recording rule as its file has it.</summary>
/// <param name="Name">Of the alert, or of the series that is recorded.</param>
/// <param name="Line">From 1, where the rule begins.</param>
/// <param name="Unread">Members that Prometheus, or a relative of it, reads and that have no counterpart here.</param>
internal sealed record PrometheusRule(string File, int Line, string Group, string Name, bool IsRecording, string Expression)
{
    public TimeSpan For { get; init; }

    public TimeSpan KeepFiringFor { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Labels { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Annotations { get; init; } = [];

    public IReadOnlyList<string> Unread { get; init; } = [];
}
