using System.CommandLine;
using RulesPlatform.Bench;
using RulesPlatform.Bench.Peers;

var series = new Option<int>("--series") { Description = "How many series.", DefaultValueFactory = _ => 20_000 };
var slots = new Option<int>("--slots") { Description = "How many slots are measured.", DefaultValueFactory = _ => 60 };
var evaluate = new Command("evaluate", "What a rule costs through the real cycle, store and all.\n\nExample:\n  dotnet run -c Release --project tools/bench -- evaluate --series 100000") { series, slots };
evaluate.SetAction(result => EvaluationBench.Run(result.GetValue(series), result.GetValue(slots)));

var server = new Option<FileInfo>("--server") { Description = "The published server, e.g. out/rulesplatform.", Required = true };
var address = new Option<string>("--targets") { Description = "Where the targets are; /0, /1, … is appended.", DefaultValueFactory = _ => "http://127.0.0.1:9900/metrics" };
var endpoints = new Option<int>("--endpoints") { Description = "How many targets.", DefaultValueFactory = _ => 100 };
var interval = new Option<string>("--interval") { Description = "How often each is scraped.", DefaultValueFactory = _ => "1s" };
var warm = new Option<int>("--warm") { Description = "Seconds before measuring.", DefaultValueFactory = _ => 20 };
var seconds = new Option<int>("--seconds") { Description = "Seconds measured.", DefaultValueFactory = _ => 60 };
var load = new Command("load", "What a scraped sample costs, by the published server, and whether it keeps up; 'targets' serves the load.\n\nExample:\n  dotnet publish src/RulesPlatform.Host -c Release -o out\n  dotnet run -c Release --project tools/bench -- targets &\n  dotnet run -c Release --project tools/bench -- load --server out/rulesplatform --endpoints 100")
{
    server, address, endpoints, interval, warm, seconds,
};
load.SetAction((result, _) => LoadBench.Run(
    result.GetValue(server)!, result.GetValue(address)!, result.GetValue(endpoints), result.GetValue(interval)!, result.GetValue(warm), result.GetValue(seconds)));

var signals = new Option<int>("--signals") { Description = "How many signals.", DefaultValueFactory = _ => 1000 };
var days = new Option<int>("--days") { Description = "How many days are recorded.", DefaultValueFactory = _ => 30 };
var replay = new Command("replay", "What it costs to play history to a rule set, and to a base and a head.\n\nExample:\n  dotnet run -c Release --project tools/bench -- replay --signals 1000 --days 30") { signals, days };
replay.SetAction(result => ReplayBench.Run(result.GetValue(signals), result.GetValue(days)));

var rulelint = new Option<FileInfo>("--rulelint") { Description = "The published linter, e.g. out/rulelint.", Required = true };
var rules = new Option<int>("--rules") { Description = "How many rules.", DefaultValueFactory = _ => 10_000 };
var pairs = new Option<int>("--pairs") { Description = "How many runs of each, in turn.", DefaultValueFactory = _ => 5 };
var lint = new Command("lint", "What linting costs, beside promtool check rules on the same alerts.\n\nExample:\n  dotnet publish tools/rulelint -c Release -o out\n  dotnet run -c Release --project tools/bench -- lint --rulelint out/rulelint")
{
    rulelint, rules, pairs,
};
lint.SetAction(result => LintBench.Run(result.GetValue(rulelint)!, result.GetValue(rules), result.GetValue(pairs)));

var port = new Option<int>("--port") { Description = "Where the targets listen.", DefaultValueFactory = _ => 9900 };
var perTarget = new Option<int>("--series") { Description = "How many series a target has.", DefaultValueFactory = _ => 1000 };
var rounds = new Option<int>("--rounds") { Description = "How often each of them runs, in turn.", DefaultValueFactory = _ => 3 };
var peers = new Command("peers", "The published server beside Prometheus and VictoriaMetrics on the same load, as a table of ratios. What is not installed is left out.\n\nExample:\n  dotnet publish src/RulesPlatform.Host -c Release -o out\n  dotnet run -c Release --project tools/bench -- peers --server out/rulesplatform")
{
    server, endpoints, perTarget, interval, port, warm, seconds, rounds,
};
peers.SetAction((result, _) => new PeersBench(result.GetValue(server)!, new PeersLoad(
    result.GetValue(endpoints), result.GetValue(perTarget), result.GetValue(interval)!, result.GetValue(port), result.GetValue(warm), result.GetValue(seconds), result.GetValue(rounds))).Run());

var targets = new Command("targets", "Serves the load of 'peers' until it is stopped.\n\nExample:\n  dotnet run -c Release --project tools/bench -- targets --endpoints 100 --series 1000") { endpoints, perTarget, port };
targets.SetAction(async (result, _) => await new LoadTargets(result.GetValue(endpoints), result.GetValue(perTarget), seed: 42).Serve(result.GetValue(port)));

var root = new RootCommand("Measures the platform through the real thing: journal, books and outbox on.") { evaluate, load, peers, targets, replay, lint };
return root.Parse(args).Invoke();
