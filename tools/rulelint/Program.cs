using RulesPlatform.RuleLint;

return CommandTree.Run(args);
