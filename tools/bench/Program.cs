using System.CommandLine;
using RulesPlatform.Bench;

var series = new Option<int>("--series") { Description = "How many series.", DefaultValueFactory = _ => 20_000 };
var slots = new Option<int>("--slots") { Description = "How many slots are measured.", DefaultValueFactory = _ => 60 };
var evaluate = new Command("evaluate", "What a rule costs through the real cycle, store and all.\n\nExample:\n  dotnet run -c Release --project tools/bench -- evaluate --series 100000") { series, slots };
evaluate.SetAction(result => EvaluationBench.Run(result.GetValue(series), result.GetValue(slots)));

var root = new RootCommand("Measures the platform through the real thing: journal, books and outbox on.") { evaluate };
return root.Parse(args).Invoke();
