using System.CommandLine;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.RuleLint.Import.Prometheus;

/// <summary><c>rulelint import prometheus FILE…</c>: alerting and recording rules as far as their expressions map.</summary>
internal static class PrometheusCommand
{
    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("files") { Description = "Rule files of Prometheus (YAML).", Arity = ArgumentArity.OneOrMore };
        var output = new Option<DirectoryInfo?>("--out") { Description = "The rules folder to write into; without it the files go to the standard output and the list to the error output." };
        var owner = new Option<string?>("--owner") { Description = "Who answers for the files; else the label 'team', where a group's alerts agree on it." };
        var interval = new Option<string?>("--interval") { Description = "Of groups that have none; 1m is what Prometheus has by default." };
        var severity = new Option<string[]>("--severity") { Description = "WORD=info|warning|critical: what a word of the label 'severity' becomes. May be given several times.", DefaultValueFactory = _ => [] };
        var format = new Option<string>("--format") { Description = "Of the list: text, or json with the files in it.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        interval.Validators.Add(result =>
        {
            if (result.GetValue(interval) is { } text && !DurationText.TryRead(text, out _))
            {
                result.AddError($"'{text}' is not a duration; write 15s, 1m or 1h30m.");
            }
        });
        severity.Validators.Add(result =>
        {
            if (result.GetValue(severity)!.FirstOrDefault(one => Pair(one) is null) is { } wrong)
            {
                result.AddError($"'{wrong}' is not WORD=info, WORD=warning or WORD=critical.");
            }
        });
        var command = new Command("prometheus", "Turns alerting rules of Prometheus, and the recording rules that they read, into an analysis and a thresholds file for each group. Lists what could not be carried over, wholly or in part, and what the two do not do alike. Exit codes: 0 all of it was carried over, 1 some was not, or not quite, 2 could not run.\n\nExamples:\n  rulelint import prometheus alerts.yml --owner platform\n  rulelint import prometheus alerts.yml --owner platform --severity page=critical --out rules\n  rulelint import prometheus alerts.yml --owner platform --format json") { files, output, owner, interval, severity, format };
        command.SetAction(result => Run(result.GetValue(files)!, result.GetValue(output), result.GetValue(format)!, new ImportOptions
        {
            Owner = result.GetValue(owner),
            Interval = result.GetValue(interval) is { } text && DurationText.TryRead(text, out TimeSpan given) ? given : null,
            TakenSignals = SignalsIn(result.GetValue(output)),
            Severities = result.GetValue(severity)!.Select(Pair).OfType<KeyValuePair<string, string>>().ToDictionary(StringComparer.Ordinal),
        }));
        return command;
    }

    private static int Run(FileInfo[] files, DirectoryInfo? output, string format, ImportOptions options)
    {
        if (files.FirstOrDefault(file => !file.Exists) is { } missing)
        {
            Console.Error.WriteLine($"rulelint: there is no file {missing}.");
            return ExitCode.CouldNotRun;
        }
        return ImportedFiles.Deliver(PrometheusImport.Run(files.Select(file => (file.ToString(), File.ReadAllText(file.FullName))), options), output, format);
    }

    private static IReadOnlyCollection<string> SignalsIn(DirectoryInfo? folder) => folder is not { Exists: true } ? []
        : [.. new RuleSetLoader().Load(folder.FullName).RuleSet?.Groups.SelectMany(group => group.Signals).Select(signal => signal.Name) ?? []];

    private static KeyValuePair<string, string>? Pair(string text) =>
        text.Split('=') is [{ Length: > 0 } word, var ours] && SeverityWords.Ours.Contains(ours) ? KeyValuePair.Create(word, ours) : null;
}
