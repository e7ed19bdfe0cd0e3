using System.CommandLine;
using RulesPlatform.RuleLint;

var root = new RootCommand("Checks rule files. What lints clean loads.")
{
    CheckCommand.Create(),
    ExplainCommand.Create(),
    ListCommand.Create(),
    LockCommand.Create(),
};
return root.Parse(args).Invoke();
