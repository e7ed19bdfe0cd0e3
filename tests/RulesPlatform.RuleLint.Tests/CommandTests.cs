using System.CommandLine;
using System.Diagnostics;
using RulesPlatform.RuleLint.Completion;
using RulesPlatform.Rules.Schema;

namespace RulesPlatform.RuleLint.Tests;

[TestClass]
public sealed class CommandTests
{
    [TestMethod]
    public void Every_command_shows_examples_and_exit_codes()
    {
        foreach (Command command in CommandTree.Create().Subcommands)
        {
            Assert.Contains($"  rulelint {command.Name}", command.Description!.Replace("<(", "  ", StringComparison.Ordinal));
        }
    }

    [TestMethod]
    public void Nothing_typed_is_a_question_for_help() => Assert.AreEqual(ExitCode.Clean, CommandTree.Run([]));

    [TestMethod]
    public void Schemas_are_written_as_they_are_made()
    {
        string folder = Directory.CreateTempSubdirectory("schema-").FullName;

        Assert.AreEqual(ExitCode.Clean, CommandTree.Run(["schema", "--output", folder]));

        Assert.AreEqual(
            string.Join('\n', RuleFileSchemas.All.Select(schema => schema.Key + schema.Value)),
            string.Join('\n', Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(file => Path.GetFileName(file) + File.ReadAllText(file))));
        Directory.Delete(folder, recursive: true);
    }

    [TestMethod]
    [DataRow("bash")]
    [DataRow("zsh")]
    [DataRow("fish")]
    [DataRow("pwsh")]
    public void A_completion_script_knows_every_command(string shell)
    {
        RootCommand root = CommandTree.Create();
        string script = CompletionScript.Write(root, shell);

        Assert.AreEqual("", string.Join(' ', root.Subcommands.Select(command => command.Name).Where(name => !script.Contains(name, StringComparison.Ordinal))));
        Assert.Contains("max-new-pages", script);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [DataRow("rulelint che", 1, "check")]
    [DataRow("rulelint check --ba", 2, "--base")]
    [DataRow("rulelint check --format sa", 3, "sarif")]
    [DataRow("rulelint completion f", 2, "fish")]
    [DataRow("rulelint import wor", 2, "workflow")]
    [DataRow("rulelint import prometheus --ow", 3, "--owner")]
    public void Bash_completes_what_is_typed(string typed, int word, string expected)
    {
        string ask = $"{CompletionScript.Write(CommandTree.Create(), "bash")}\nCOMP_WORDS=({typed}); COMP_CWORD={word}; _rulelint; echo \"${{COMPREPLY[*]}}\"";
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", ask]) { RedirectStandardOutput = true })!;

        Assert.AreEqual(expected, bash.StandardOutput.ReadToEnd().Trim());
        bash.WaitForExit();
    }
}
