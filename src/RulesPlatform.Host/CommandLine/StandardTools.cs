using System.Collections;
using RulesPlatform.History;
using RulesPlatform.Host.Api.Pages;
using RulesPlatform.Host.Api.Past;
using RulesPlatform.Host.CommandLine.Import;
using RulesPlatform.Host.Scheduling;
using RulesPlatform.Rules.Loading;

namespace RulesPlatform.Host.CommandLine;

/// <summary>The tools of a real process.</summary>
internal static class StandardTools
{
    private const string DatabaseName = "rulesplatform.db";

    public static CommandTools Create() => new()
    {
        Output = Screen.Standard(),
        Errors = Screen.Standard(isError: true),
        RawOutput = Console.OpenStandardOutput,
        Time = TimeProvider.System,
        Folder = Environment.CurrentDirectory,
        Machine = Environment.MachineName,
        Variable = Environment.GetEnvironmentVariable,
        Environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(one => new KeyValuePair<string, string>((string)one.Key, (string?)one.Value ?? "")),
        User = Environment.UserName,
        Http = new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(5) },
        OpenArchive = folder => File.Exists(Path.Combine(folder, DatabaseName)) ? new HistoryArchive(HistoryReader.Open(folder), isOwned: true) : null,
        OpenStore = folder =>
        {
            SqliteHistory history = SqliteHistory.Open(folder);
            return new SampleStore(history, history.SealEverything);
        },
        Compile = files => new RuleSetLoader().Load(files).RuleSet,
        Serve = Server.Run,
    };
}
