using System.CommandLine;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.RuleLint;

/// <summary><c>rulelint explain ID</c>: what a finding means and what to do about it.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "As findings show it: RP4101." };
        var command = new Command("explain", "Prints the page about a finding. Exit codes: 0 printed, 2 there is no such finding.\n\nExample:\n  rulelint explain RP4101") { id };
        command.SetAction(result => Run(result.GetValue(id)!));
        return command;
    }

    private static int Run(string id)
    {
        DiagnosticKind? kind = DiagnosticCatalogue.All.FirstOrDefault(kind => string.Equals(kind.Id, id, StringComparison.OrdinalIgnoreCase));
        if (kind is null)
        {
            Console.Error.WriteLine($"rulelint: there is no finding {id}; 'rulelint list' shows them all.");
            return ExitCode.CouldNotRun;
        }
        Console.WriteLine(CheckPages.Find(kind.Id));
        return ExitCode.Clean;
    }
}
