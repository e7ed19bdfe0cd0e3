using System.Diagnostics;

namespace RulesPlatform.Bench.Peers;

/// <summary>A server that scrapes targets and stores what they say: the product, or one that does the same work.</summary>
internal abstract class Contender(string name, string program)
{
    public string Name { get; } = name;

    /// <summary>A path, or a name that is looked for in PATH.</summary>
    public string Program { get; } = program;

    /// <summary>Answers 200 once it serves.</summary>
    public abstract string ReadyPath { get; }

    /// <summary>How the lines of its <c>/metrics</c> begin whose sum is what it has stored since it began.</summary>
    public abstract string StoredSeries { get; }

    public bool IsInstalled => File.Exists(Program)
        || (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, Program)));

    /// <summary>How to start it with its configuration and its data in <paramref name="folder"/>.</summary>
    /// <param name="targets">host:port/path of each; may be empty.</param>
    public abstract ProcessStartInfo Prepare(TemporaryFolder folder, int port, IReadOnlyList<string> targets, string interval);

    /// <summary>Prometheus and VictoriaMetrics read the same file.</summary>
    protected static string ScrapeConfig(IReadOnlyList<string> targets, string interval)
    {
        IEnumerable<string> jobs = targets.Select((target, at) =>
            $"  - job_name: load{at}\n    metrics_path: {target[target.IndexOf('/')..]}\n    static_configs: [{{ targets: ['{target[..target.IndexOf('/')]}'], labels: {{ endpoint: '{at}' }} }}]\n");
        return $"global:\n  scrape_interval: {interval}\n  scrape_timeout: {interval}\nscrape_configs:{(targets.Count == 0 ? " []\n" : "\n")}{string.Concat(jobs)}";
    }
}
