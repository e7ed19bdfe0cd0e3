using System.Diagnostics;

namespace RulesPlatform.RuleLint.Tests.Import;

/// <summary>Prometheus' own checker, where it is installed.</summary>
internal static class Promtool
{
    private const string Missing = "promtool is not installed (Debian: prometheus)";

    /// <summary>Skips the test where there is none.</summary>
    public static (int Code, string Output) Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("promtool", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Inconclusive(Missing);
            throw;
        }
        using (process)
        {
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd() + errors.Result;
            process.WaitForExit();
            return (process.ExitCode, output);
        }
    }
}
