using RulesPlatform.Host.CommandLine;

return await CommandTree.Invoke(StandardTools.Create(), args, Console.Out, Console.Error, CancellationToken.None);
