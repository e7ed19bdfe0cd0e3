using System.CommandLine;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Text;
using RulesPlatform.Rules.Text.Layout;

namespace RulesPlatform.RuleLint.Fmt;

/// <summary><c>rulelint fmt [PATHS]</c>: rule files in their one form, or stripped for RulesEngine by itself.</summary>
internal static class FmtCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("paths") { Description = "Files, or folders of them.", DefaultValueFactory = _ => ["rules"] };
        var check = new Option<bool>("--check") { Description = "Writes nothing, names the files that are not in form." };
        var stock = new Option<bool>("--stock") { Description = "Writes the workflows of thresholds files as RulesEngine by itself loads them: plain JSON, without our header." };
        var output = new Option<DirectoryInfo?>("--output") { Description = "With --stock: a file each into this folder instead of one array to the standard output." };
        var stdin = new Option<bool>("--stdin") { Description = "Formats the standard input to the standard output, for editors." };
        var command = new Command("fmt", "Writes rule files in their one form; comments, order and what stands on one line are kept. Exit codes: 0 done, 1 some are not in form or do not parse, 2 could not run.\n\nExamples:\n  rulelint fmt\n  rulelint fmt rules --check\n  rulelint fmt --stdin < rules/thresholds/host.json\n  rulelint fmt rules/thresholds --stock --output stock") { paths, check, stock, output, stdin };
        command.Validators.Add(result =>
        {
            if (result.GetValue(output) is not null && !result.GetValue(stock))
            {
                result.AddError("--output goes with --stock only.");
            }
            if (new[] { result.GetValue(check), result.GetValue(stock), result.GetValue(stdin) }.Count(given => given) > 1)
            {
                result.AddError("--check, --stock and --stdin exclude each other.");
            }
        });
        command.SetAction(result => result.GetValue(stdin)
            ? FormatInput(Console.OpenStandardInput(), Console.OpenStandardOutput())
            : Run(result.GetValue(paths)!, files => result.GetValue(stock) ? StockFiles.Write(files, result.GetValue(output)) : Format(files, result.GetValue(check))));
        return command;
    }

    /// <summary>Nothing is written where the text has a flaw.</summary>
    internal static int FormatInput(Stream input, Stream output)
    {
        using var bytes = new MemoryStream();
        input.CopyTo(bytes);
        if (!RuleTextFormat.TryFormat(new RuleText("(standard input)", bytes.ToArray()), out ReadOnlyMemory<byte> formatted, out IReadOnlyList<Diagnostic> flaws))
        {
            return Refuse(flaws);
        }
        output.Write(formatted.Span);
        return ExitCode.Clean;
    }

    internal static int Refuse(IReadOnlyList<Diagnostic> flaws)
    {
        Console.Error.WriteLine(DiagnosticRenderer.Render(flaws));
        return ExitCode.Findings;
    }

    private static int Run(string[] paths, Func<IReadOnlyList<string>, int> act)
    {
        if (RulePaths.Find(paths, out string? missing) is not { } files)
        {
            Console.Error.WriteLine($"rulelint: there is no file or folder {missing}.");
            return ExitCode.CouldNotRun;
        }
        try
        {
            return act(files);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"rulelint: {failure.Message}");
            return ExitCode.CouldNotRun;
        }
    }

    private static int Format(IReadOnlyList<string> files, bool isCheck)
    {
        var flaws = new List<Diagnostic>();
        int changed = 0;
        foreach (string path in files)
        {
            RuleText file = RulePaths.Read(path);
            if (!RuleTextFormat.TryFormat(file, out ReadOnlyMemory<byte> formatted, out IReadOnlyList<Diagnostic> found))
            {
                flaws.AddRange(found);
            }
            else if (!formatted.Span.SequenceEqual(file.Content.Span))
            {
                changed++;
                Console.WriteLine(isCheck ? $"{path}: not in form; 'rulelint fmt {path}' writes it anew" : $"{path}: formatted");
                if (!isCheck)
                {
                    File.WriteAllBytes(path, formatted.Span);
                }
            }
        }
        return flaws.Count > 0 ? Refuse(flaws) : isCheck && changed > 0 ? ExitCode.Findings : ExitCode.Clean;
    }
}
