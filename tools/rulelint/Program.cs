using System.CommandLine;
using RulesPlatform.RuleLint;
using RulesPlatform.RuleLint.Advise;
using RulesPlatform.RuleLint.Impact;
using RulesPlatform.RuleLint.Replay;
using RulesPlatform.RuleLint.Test;

var root = new RootCommand("Checks rule files. What lints clean loads.")
{
    AdviseCommand.Create(),
    CheckCommand.Create(),
    ExplainCommand.Create(),
    ImpactCommand.Create(),
    ListCommand.Create(),
    LockCommand.Create(),
    ReplayCommand.Create(),
    TestCommand.Create(),
};
return root.Parse(args).Invoke();
