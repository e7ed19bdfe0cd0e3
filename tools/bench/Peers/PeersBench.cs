using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace RulesPlatform.Bench.Peers;

/// <summary>
/// The published server and its peers at the same work on the same machine, in turn, round after round, so that a noisy machine is noisy to all. Each starts
/// from nothing; CPU and memory are the operating system's own figures. One that is not installed is left out, and that is said.
/// </summary>
internal sealed partial class PeersBench(FileInfo server, PeersLoad load)
{
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(10);

    private static readonly (string Work, Func<PeerFigures, double> Figure)[] s_rows =
    [
        ("start to ready, ms", figures => figures.ReadyMs),
        ("resident when idle, MiB", figures => figures.IdleMiB),
        ("scrape, parse and store: CPU µs a sample", figures => figures.CpuMicroseconds),
        ("resident under the load, MiB", figures => figures.LoadMiB),
        ("written to disk, bytes a sample", figures => figures.WrittenBytes),
        ("samples stored a second", figures => figures.PerSecond),
    ];

    public async Task<int> Run()
    {
        Contender[] all = [new OwnServer(server), new PrometheusServer(), new VictoriaMetricsServer()];
        foreach (Contender missing in all.Where(contender => !contender.IsInstalled))
        {
            Console.Error.WriteLine($"{missing.Name} is left out: there is no {missing.Program} here.");
        }
        Contender[] present = [.. all.Where(contender => contender.IsInstalled)];
        if (present is not [OwnServer, ..])
        {
            return 2;
        }
        using Process targets = await StartTargets();
        try
        {
            var measured = present.ToDictionary(contender => contender, _ => new List<PeerFigures>());
            for (int round = 0; round < load.Rounds; round++)
            {
                foreach (Contender contender in present)
                {
                    Console.Error.WriteLine($"round {round + 1} of {load.Rounds}: {contender.Name}");
                    measured[contender].Add(await Measure(contender));
                }
            }
            Print(present, measured);
            return 0;
        }
        finally
        {
            targets.Kill();
        }
    }

    private async Task<PeerFigures> Measure(Contender contender)
    {
        double readyMs;
        double idleMiB;
        using (RunningContender idle = await RunningContender.Start(contender, [], load.Interval))
        {
            readyMs = idle.ReadyAfter.TotalMilliseconds;
            await Task.Delay(s_idle);
            idleMiB = idle.Figures.ResidentBytes / 1048576.0;
        }
        using RunningContender running = await RunningContender.Start(contender, [.. Enumerable.Range(0, load.Endpoints).Select(at => $"127.0.0.1:{load.Port}/metrics/{at}")], load.Interval);
        await Task.Delay(TimeSpan.FromSeconds(load.WarmSeconds));
        (ProcessFigures before, double storedBefore) = (running.Figures, await running.Stored());
        var clock = Stopwatch.StartNew();
        await Task.Delay(TimeSpan.FromSeconds(load.Seconds));
        (ProcessFigures after, double storedAfter) = (running.Figures, await running.Stored());
        double samples = storedAfter - storedBefore;
        return new PeerFigures(
            readyMs, idleMiB, (after.Cpu - before.Cpu).TotalMicroseconds / samples, after.ResidentBytes / 1048576.0,
            (after.WrittenBytes - before.WrittenBytes) / samples, samples / clock.Elapsed.TotalSeconds);
    }

    /// <summary>In a process of their own: what they cost is nobody's.</summary>
    private async Task<Process> StartTargets()
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath!,
            [
                .. Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? new[] { typeof(PeersBench).Assembly.Location } : [],
                "targets", "--endpoints", $"{load.Endpoints}", "--series", $"{load.Series}", "--port", $"{load.Port}",
            ])
        { RedirectStandardOutput = true };
        Process targets = Process.Start(start)!;
        if (await targets.StandardOutput.ReadLineAsync() is null)
        {
            throw new InvalidOperationException($"The targets do not serve at port {load.Port}; name a free one with --port.");
        }
        return targets;
    }

    private void Print(Contender[] present, Dictionary<Contender, List<PeerFigures>> measured)
    {
        Console.WriteLine($"{load.Endpoints} × {load.Series} every {load.Interval}, gzip; {load.Seconds} s after {load.WarmSeconds} s of warm-up; medians of {load.Rounds} rounds; in brackets: ours ÷ theirs\n");
        Console.WriteLine($"| work | {string.Join(" | ", present.Select(contender => $"{contender.Name} {Version(contender)}".TrimEnd()))} |");
        Console.WriteLine($"|---|{string.Concat(present.Select(_ => "---:|"))}");
        foreach ((string work, Func<PeerFigures, double> figure) in s_rows)
        {
            double own = Median(measured[present[0]].Select(figure));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {work} | {Short(own)} |{string.Concat(present.Skip(1).Select(peer =>
            {
                double theirs = Median(measured[peer].Select(figure));
                return $" {Short(theirs)} ({(own / theirs).ToString("0.00", CultureInfo.InvariantCulture)}) |";
            }))}"));
        }
    }

    private static string Version(Contender contender)
    {
        if (contender is OwnServer)
        {
            return "";
        }
        var start = new ProcessStartInfo(contender.Program, ["--version"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        string said = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        return VersionNumber().Match(said) is { Success: true } version ? version.Value : "of unknown version";
    }

    [GeneratedRegex(@"\d+\.\d+\.\d+")]
    private static partial Regex VersionNumber();

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static string Short(double value) => value.ToString(value >= 100 ? "#,##0" : value >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
}
