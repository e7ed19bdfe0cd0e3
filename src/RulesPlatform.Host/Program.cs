using RulesPlatform.Host.Scheduling;
using RulesPlatform.Host.Settings;

SettingSources sources = new SettingSources()
    .AddFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), isNeeded: false)
    .AddFile(Path.GetFullPath("appsettings.json"), isNeeded: false)
    .AddEnvironment(Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
        .Select(one => new KeyValuePair<string, string>((string)one.Key, (string?)one.Value ?? "")));
(HostSettings? settings, IReadOnlyList<SettingProblem> problems) = SettingsReader.Read(
    sources, Environment.CurrentDirectory, Environment.MachineName, Environment.GetEnvironmentVariable);
if (settings is null)
{
    foreach (SettingProblem problem in problems)
    {
        Console.Error.WriteLine(problem);
    }
    return 2;
}
return await Server.Run(settings, CancellationToken.None);
