using System.Diagnostics;
using System.Globalization;

namespace RulesPlatform.Bench;

/// <summary>The published linter beside <c>promtool check rules</c> on the same alerts, in turn, so that a noisy machine is noisy to both.</summary>
internal static class LintBench
{
    public static int Run(FileInfo rulelint, int rules, int pairs)
    {
        using var folder = new TemporaryFolder();
        int written = LintFolder.Write(folder, rules);
        Time(rulelint.FullName, ["lock", Path.Combine(folder.Path, "rules")]);
        string[] files = Directory.GetFiles(Path.Combine(folder.Path, "prometheus"));
        string[] ours = ["check", Path.Combine(folder.Path, "rules"), "--format", "short"];
        string[] theirs = ["check", "rules", .. files];
        bool isBeside = Find("promtool");
        if (!isBeside)
        {
            Console.WriteLine("promtool is not installed: nothing to compare with.");
        }

        var times = new List<(double Ours, double Theirs)>();
        for (int pair = -1; pair < pairs; pair++)
        {
            double lint = Time(rulelint.FullName, ours);
            double check = isBeside ? Time("promtool", theirs) : double.NaN;
            // The first pair warms the file cache and is not counted.
            if (pair >= 0)
            {
                times.Add((lint, check));
            }
        }

        Print($"rulelint check, {written} rules", times.Select(time => time.Ours));
        if (isBeside)
        {
            Print($"promtool check rules, {written} rules", times.Select(time => time.Theirs));
            Console.WriteLine($"ratio of the pairs: {Spread(times.Select(time => time.Ours / time.Theirs), "0.00")}");
        }
        return 0;
    }

    private static bool Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Seconds of wall time.</summary>
    /// <exception cref="InvalidOperationException">The program found fault with the rules: what was measured is not what was meant.</exception>
    private static double Time(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        long begun = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        return process.ExitCode == 0
            ? seconds
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {output[..Math.Min(output.Length, 500)]}{errors.Result}");
    }

    private static void Print(string what, IEnumerable<double> seconds) => Console.WriteLine($"{what}: {Spread(seconds, "0.00")} s");

    private static string Spread(IEnumerable<double> values, string format)
    {
        double[] sorted = [.. values.Order()];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"median {sorted[sorted.Length / 2].ToString(format, CultureInfo.InvariantCulture)} ({sorted[0].ToString(format, CultureInfo.InvariantCulture)}–{sorted[^1].ToString(format, CultureInfo.InvariantCulture)}, {sorted.Length} runs)");
    }
}
