using System.CommandLine;
using RulesPlatform.RuleLint.Advise;
using RulesPlatform.RuleLint.Comment;
using RulesPlatform.RuleLint.Completion;
using RulesPlatform.RuleLint.Fix;
using RulesPlatform.RuleLint.Fmt;
using RulesPlatform.RuleLint.Impact;
using RulesPlatform.RuleLint.Import;
using RulesPlatform.RuleLint.Replay;
using RulesPlatform.RuleLint.Test;

namespace RulesPlatform.RuleLint;

/// <summary>Every command there is.</summary>
internal static class CommandTree
{
    public static RootCommand Create()
    {
        var root = new RootCommand("Checks rule files. What lints clean loads.\nExit codes: 0 clean, 1 findings, 2 could not run.\n\nExamples:\n  rulelint check rules\n  rulelint fmt rules --check\n  rulelint explain RP4101")
        {
            AdviseCommand.Create(),
            CheckCommand.Create(),
            CommentCommand.Create(),
            ExplainCommand.Create(),
            FixCommand.Create(),
            FmtCommand.Create(),
            ImpactCommand.Create(),
            ImportCommand.Create(),
            ListCommand.Create(),
            LockCommand.Create(),
            ReplayCommand.Create(),
            SchemaCommand.Create(),
            TestCommand.Create(),
        };
        root.Subcommands.Add(CompletionCommand.Create(root));
        return root;
    }

    /// <summary>Runs what was typed; help where nothing was. What cannot be understood could not run.</summary>
    public static int Run(string[] arguments)
    {
        ParseResult parsed = Create().Parse(arguments.Length == 0 ? ["--help"] : arguments);
        int code = parsed.Invoke();
        return parsed.Errors.Count > 0 ? ExitCode.CouldNotRun : code;
    }
}
