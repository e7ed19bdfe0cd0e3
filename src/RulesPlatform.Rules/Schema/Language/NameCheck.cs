using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema.Language;

/// <summary>A workflow file says its name twice, once for us and once for RulesEngine.</summary>
internal static class NameCheck
{
    public static void Report(Located<string>? name, Located<string>? workflow, Reading reading)
    {
        if (name is not null && workflow is not null && name.Value != workflow.Value)
        {
            reading.Report(ReadingProblems.Conflict, workflow.Node, $"'WorkflowName' is {Printable.Quote(workflow.Value)}, but the file's 'name' is {Printable.Quote(name.Value)}", $"write \"WorkflowName\": \"{name.Value}\"");
        }
    }
}
