using System.Collections.Frozen;

namespace RulesPlatform.Rules.Checks;

/// <summary>
/// What the sources with a closed list of metrics give, and with which labels beside those of the job and the target. A test of the
/// host holds it against the sources themselves. Sources that are not in it may give anything.
/// </summary>
internal static class SourceMetrics
{
    private static readonly (string Labels, string Metrics)[] s_probe =
    [
        ("", "probe_success"), ("reason", "probe_failure"), ("phase", "probe_duration_seconds"),
    ];

    private static readonly (string Labels, string Metrics)[] s_http =
    [
        .. s_probe,
        ("", "probe_http_status_code probe_http_version probe_http_redirects probe_http_body_match probe_http_content_length_bytes"),
        ("", "probe_ssl_earliest_cert_expiry_seconds probe_ssl_cert_remaining_seconds probe_ssl_cert_valid"),
    ];

    private static readonly (string Labels, string Metrics)[] s_health =
    [
        ("", "health_status health_duration_seconds"), ("check", "health_check_status health_check_duration_seconds"), ("check key", "health_check_data"),
    ];

    private static readonly (string Labels, string Metrics)[] s_host =
    [
        ("section", "host_section_success"),
        ("cpu mode", "host_cpu_seconds_total host_cpu_guest_seconds_total"),
        ("", "host_cpu_cores host_context_switches_total host_interrupts_total host_forks_total host_boot_time_seconds host_processes_running host_processes_blocked"),
        ("", "host_load1 host_load5 host_load15 host_threads host_uptime_seconds host_open_files host_open_files_limit"),
        ("", "host_page_faults_total host_major_page_faults_total host_oom_kills_total host_paged_in_bytes_total host_paged_out_bytes_total host_swapped_in_bytes_total host_swapped_out_bytes_total"),
        ("", "host_cgroup_cpu_seconds_total host_cgroup_cpu_throttled_seconds_total host_cgroup_cpu_periods_total host_cgroup_cpu_throttled_periods_total host_cgroup_cpu_limit_cores"),
        ("", "host_cgroup_memory_bytes host_cgroup_memory_limit_bytes host_cgroup_oom_kills_total"),
        ("device", "host_disk_reads_total host_disk_reads_merged_total host_disk_read_bytes_total host_disk_read_seconds_total"),
        ("device", "host_disk_writes_total host_disk_writes_merged_total host_disk_written_bytes_total host_disk_write_seconds_total"),
        ("device", "host_disk_requests_in_flight host_disk_io_seconds_total host_disk_io_weighted_seconds_total host_disk_flushes_total host_disk_flush_seconds_total"),
        ("device", "host_disk_discards_total host_disk_discards_merged_total host_disk_discarded_bytes_total host_disk_discard_seconds_total"),
        ("device", "host_network_receive_bytes_total host_network_receive_packets_total host_network_receive_errors_total host_network_receive_drops_total host_network_receive_multicast_total"),
        ("device", "host_network_transmit_bytes_total host_network_transmit_packets_total host_network_transmit_errors_total host_network_transmit_drops_total"),
        ("device", "host_network_collisions_total host_network_carrier_losses_total host_network_up host_network_speed_bytes"),
        ("mountpoint device fstype", "host_filesystem_size_bytes host_filesystem_free_bytes host_filesystem_available_bytes host_filesystem_files"),
        ("mountpoint device fstype", "host_filesystem_files_free host_filesystem_readonly host_filesystem_error"),
        ("resource", "host_pressure_some_seconds_total host_pressure_full_seconds_total"),
        ("process", "host_process_count host_process_cpu_seconds_total host_process_open_files host_process_resident_bytes host_process_start_time_seconds host_process_starts_total host_process_threads"),
        ("", "host_tcp_connections host_tcp_failed_attempts_total host_tcp_retransmitted_segments_total host_tcp_listen_overflows_total host_tcp_listen_drops_total"),
        ("state", "host_tcp_sockets"), ("side", "host_tcp_opens_total"), ("direction", "host_tcp_resets_total host_tcp_segments_total host_udp_datagrams_total"),
        ("", "host_udp_sockets host_sockets"), ("reason", "host_udp_errors_total"),
    ];

    private static readonly FrozenDictionary<string, FrozenDictionary<string, string[]>> s_bySource = new Dictionary<string, FrozenDictionary<string, string[]>>
    {
        ["host"] = Table(s_host), ["http"] = Table(s_http), ["tcp"] = Table(s_probe), ["healthchecks"] = Table(s_health),
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> s_names = s_bySource.Values.SelectMany(metrics => metrics.Keys).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What each target of each job has, whatever <c>keep</c> and <c>drop</c> say.</summary>
    public static FrozenSet<string> OfEveryTarget { get; } = FrozenSet.Create("up", "scrape_duration_seconds", "scrape_samples_scraped");

    /// <summary>False only where it is certain.</summary>
    public static bool MayGive(string source, string metric) =>
        !s_bySource.TryGetValue(source, out FrozenDictionary<string, string[]>? metrics) || metrics.ContainsKey(metric) || IsOfKernel(source, metric);

    /// <summary>The labels that the source itself sets; null where it is not certain.</summary>
    public static IReadOnlyList<string>? LabelsOf(string source, string metric) =>
        OfEveryTarget.Contains(metric) || IsOfKernel(source, metric) ? [] : s_bySource.GetValueOrDefault(source)?.GetValueOrDefault(metric);

    /// <summary>What the source gives, for help; empty where that may be anything.</summary>
    public static IReadOnlyCollection<string> NamesOf(string source) => s_bySource.GetValueOrDefault(source)?.Keys ?? [];

    /// <summary>
    /// By the name, which no other source gives another meaning. Metrics of sources that may give anything are Unknown but for names
    /// that no counter has: what ends in <c>_total</c> there is a counter mostly, not always.
    /// </summary>
    public static MetricKind KindOf(string metric)
    {
        bool isListed = s_names.Contains(metric) || OfEveryTarget.Contains(metric);
        return metric switch
        {
            _ when isListed && metric.EndsWith("_total", StringComparison.Ordinal) => MetricKind.Counter,
            // The one moves like a counter of seconds, the other holds whatever a health check says.
            "host_uptime_seconds" or "health_check_data" => MetricKind.Unknown,
            _ when isListed || IsOfKernel("host", metric) => MetricKind.Gauge,
            _ when metric.EndsWith("_ratio", StringComparison.Ordinal) || metric.EndsWith("_celsius", StringComparison.Ordinal) => MetricKind.Gauge,
            _ => MetricKind.Unknown,
        };
    }

    // The lines of /proc/meminfo are the kernel's to choose.
    private static bool IsOfKernel(string source, string metric) => source == "host" && metric.StartsWith("host_memory_", StringComparison.Ordinal);

    private static FrozenDictionary<string, string[]> Table((string Labels, string Metrics)[] rows) =>
        rows.SelectMany(row => row.Metrics.Split(' ').Select(metric => (Metric: metric, Labels: row.Labels.Split(' ', StringSplitOptions.RemoveEmptyEntries))))
            .ToFrozenDictionary(one => one.Metric, one => one.Labels, StringComparer.Ordinal);
}
