using System.CommandLine;

namespace RulesPlatform.RuleLint.Completion;

/// <summary><c>rulelint completion SHELL</c>: a script that lets a shell complete what is typed.</summary>
internal static class CompletionCommand
{
    public static Command Create(RootCommand root)
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh, fish or pwsh." };
        shell.AcceptOnlyFromAmong([.. CompletionScript.Shells]);
        var command = new Command("completion", "Prints a completion script. Exit codes: 0 printed, 2 could not run.\n\nExamples:\n  source <(rulelint completion bash)\n  source <(rulelint completion zsh)      # after compinit\n  rulelint completion fish | source\n  rulelint completion pwsh | Out-String | Invoke-Expression") { shell };
        command.SetAction(result =>
        {
            Console.WriteLine(CompletionScript.Write(root, result.GetValue(shell)!));
            return ExitCode.Clean;
        });
        return command;
    }
}
