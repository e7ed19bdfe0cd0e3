using System.CommandLine;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.RuleLint;

/// <summary><c>rulelint list</c>: everything that check can find.</summary>
internal static class ListCommand
{
    public static Command Create()
    {
        var command = new Command("list", "Lists every finding that 'check' can make: id, severity, title; 'explain' prints the page about one.\n\nExample:\n  rulelint list");
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        foreach (DiagnosticKind kind in DiagnosticCatalogue.All)
        {
            string severity = kind.Severity == DiagnosticSeverity.Error ? "error" : "warning";
            Console.WriteLine($"{kind.Id} {severity,-8} {kind.Title}");
        }
        return ExitCode.Clean;
    }
}
