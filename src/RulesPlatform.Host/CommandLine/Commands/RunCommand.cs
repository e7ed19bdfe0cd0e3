using System.CommandLine;
using RulesPlatform.Host.Api.Pages;
using RulesPlatform.Host.Settings;

namespace RulesPlatform.Host.CommandLine.Commands;

/// <summary>Runs the server; what happens without a command too.</summary>
internal sealed class RunCommand(CommandTools tools, CommonOptions common)
{
    public const string Name = "run";

    private readonly Option<string?> _rules = new("--rules", "-r") { Description = "The rules folder. Default: rules.", HelpName = "DIR" };

    private readonly Option<string?> _urls = new("--urls", "-u") { Description = "Where to listen; several with ;. Default: http://127.0.0.1:9470. Anything but loopback needs api.keys.", HelpName = "URL" };

    private readonly Option<string?> _settings = new("--settings") { Description = "A JSON file of settings, laid over appsettings.json.", HelpName = "FILE" };

    private readonly Option<string[]> _set = new("--set") { Description = "Any other setting, e.g. --set retention.samples=90d. May be given again.", HelpName = "NAME=VALUE", DefaultValueFactory = _ => [] };

    private readonly Option<bool> _list = new("--list-settings") { Description = "Print every setting with its default and meaning, and stop." };

    public Command Build()
    {
        var command = new DocumentedCommand(
            Name, "Watch: load the rules, collect, judge, respond, and serve the API, until told to stop. The default command.",
            "rulesplatform run",
            "rulesplatform run --rules /etc/rulesplatform/rules --data /var/lib/rulesplatform",
            "rulesplatform run --urls http://127.0.0.1:8080 --set log.level=debug",
            "RULESPLATFORM_RETENTION__SAMPLES=90d rulesplatform run",
            "rulesplatform run --list-settings");
        AddTo(command);
        return command;
    }

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _rules, common.Data, _urls, _settings, _set, _list })
        {
            command.Options.Add(option);
        }
        command.SetAction(Run);
    }

    private async Task<int> Run(ParseResult parsed, CancellationToken cancellation)
    {
        if (parsed.GetValue(_list))
        {
            ListSettings();
            return ExitCode.Done;
        }
        SettingSources sources = SettingFiles.Lay(tools, parsed.GetValue(_settings));
        Add("rules", parsed.GetValue(_rules), "--rules");
        Add("data", parsed.GetValue(common.Data), "--data");
        Add("urls", parsed.GetValue(_urls), "--urls");
        foreach (string pair in parsed.GetValue(_set) ?? [])
        {
            if (pair.Split('=', 2) is not [{ Length: > 0 } name, { } value])
            {
                throw new CommandFailureException(ExitCode.Failed, $"--set '{pair}' is not of the form NAME=VALUE, e.g. --set log.level=debug.");
            }
            Add(name, value, "--set");
        }
        (HostSettings? settings, IReadOnlyList<SettingProblem> problems) = SettingsReader.Read(sources, tools.Folder, tools.Machine, tools.Variable);
        if (settings is null)
        {
            throw new CommandFailureException(ExitCode.Failed, SettingProblem.Text(problems));
        }
        return await tools.Serve(settings, cancellation);

        void Add(string name, string? value, string option)
        {
            if (value is not null)
            {
                sources.AddArgument(name, value, option);
            }
        }
    }

    private void ListSettings()
    {
        tools.Output.Line("Settings, from the weakest to the strongest: appsettings.json (section \"RulesPlatform\"), environment, arguments.");
        tools.Output.Line("In the environment the name is RULESPLATFORM_ and the setting in capitals, with __ for each dot.");
        tools.Output.Line();
        foreach (SettingDefinition definition in SettingCatalog.All)
        {
            tools.Output.Line(Screen.Bold(definition.Name) + (definition.Default.Length == 0 ? "" : Screen.Dim($" = {definition.Default}")));
            tools.Output.Line($"    {Screen.Text(definition.Meaning)} {Screen.Dim($"({definition.Range})")}");
            tools.Output.Line($"    {Screen.Dim(definition.Variable)}");
        }
    }
}
