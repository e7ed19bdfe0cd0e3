using System.CommandLine;
using System.CommandLine.Invocation;

namespace RulesPlatform.Host.CommandLine;

/// <summary>The library's help, then examples and exit codes.</summary>
internal sealed class HelpWithExamples(SynchronousCommandLineAction help, IReadOnlyList<string> rootExamples) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        IReadOnlyList<string> examples = parseResult.CommandResult.Command is DocumentedCommand documented ? documented.Examples : rootExamples;
        if (examples.Count > 0)
        {
            output.WriteLine("Examples:");
            foreach (string example in examples)
            {
                output.WriteLine($"  {example}");
            }
            output.WriteLine();
        }
        output.WriteLine(ExitCode.Help);
        return ExitCode.Done;
    }
}
