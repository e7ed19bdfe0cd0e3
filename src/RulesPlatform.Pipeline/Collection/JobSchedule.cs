namespace RulesPlatform.Pipeline.Collection;

/// <summary>Either a fixed interval, aligned to the Unix epoch, or a Quartz cron expression in an IANA time zone.</summary>
/// <param name="Interval">Null for a cron schedule.</param>
/// <param name="Cron">Null for an interval.</param>
/// <param name="Zone">IANA id; <c>Etc/UTC</c> unless said otherwise. Only cron reads it.</param>
public sealed record JobSchedule(TimeSpan? Interval, string? Cron, string Zone = "Etc/UTC")
{
    public static JobSchedule Every(TimeSpan interval) => new(interval, null);

    public override string ToString() => Interval is { } interval ? $"every {interval.TotalSeconds:0.###} s" : $"cron '{Cron}' in {Zone}";
}
