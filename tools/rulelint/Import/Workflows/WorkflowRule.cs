using System.Text.Json;
using System.Text.RegularExpressions;

namespace RulesPlatform.RuleLint.Import.Workflows;

/// <summary>A rule of the stock engine, or one that is nested in it, rewritten to read our words.</summary>
internal sealed partial class WorkflowRule
{
    private static readonly string[] s_read = ["RuleName", "Expression", "Operator", "Rules", "LocalParams", "RuleExpressionType", "Properties", "Actions", "SuccessEvent", "ErrorMessage", "ErrorType", "Enabled", "WorkflowsToInject"];

    private readonly IReadOnlyList<MappedPath> _map;
    private readonly HashSet<MappedPath> _used = [];
    private readonly SortedSet<string> _unmapped = new(StringComparer.Ordinal);

    private WorkflowRule(IReadOnlyList<MappedPath> map) => _map = map;

    /// <summary>What of the map it reads.</summary>
    public IReadOnlyCollection<MappedPath> Used => _used;

    /// <summary>What it reads that is not mapped.</summary>
    public IReadOnlyCollection<string> Unmapped => _unmapped;

    /// <summary>Its condition as members of JSON, without the rule's name.</summary>
    public IReadOnlyList<string> Members { get; private set; } = [];

    /// <summary>What of it, or of a rule in it, is not carried over.</summary>
    public List<string> Remarks { get; } = [];

    /// <param name="globals">Parameters of the workflow; those that are read become the rule's own.</param>
    public static WorkflowRule Read(JsonPart rule, IReadOnlyList<JsonPart> globals, IReadOnlyList<MappedPath> map)
    {
        var read = new WorkflowRule(map);
        IReadOnlyList<JsonPart> needed = Needed(rule, globals);
        read.Members = read.Condition(rule, needed, new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        return read;
    }

    public static string NameOf(string text) => NotOfAName().Replace(text, "-").Trim('-') is { Length: > 0 } name ? name : "rule";

    private List<string> Condition(JsonPart rule, IReadOnlyList<JsonPart> globals, HashSet<string> around)
    {
        var parameters = new HashSet<string>(around, StringComparer.OrdinalIgnoreCase);
        var members = new List<string>();
        List<string> written = [.. globals.Concat(rule.Find("LocalParams")?.Items ?? []).Select(parameter => Parameter(parameter, parameters))];
        if (written.Count > 0)
        {
            members.Add($"\"LocalParams\": [{string.Join(", ", written)}]");
        }
        if (rule.TextOf("Operator") is { } sign && rule.Find("Rules") is { } nested)
        {
            members.Add($"\"Operator\": {JsonLine.Text(sign)}");
            members.Add($"\"Rules\": [{string.Join(", ", nested.Items.Select(inner => Nested(inner, parameters)))}]");
        }
        else
        {
            members.Add($"\"Expression\": {JsonLine.Text(Rewritten(rule.TextOf("Expression") ?? "", parameters))}");
        }
        Remark(rule);
        return members;
    }

    private string Nested(JsonPart rule, HashSet<string> parameters)
    {
        string name = NameOf(rule.TextOf("RuleName") ?? "");
        return $"{{ \"RuleName\": {JsonLine.Text(name)}, {string.Join(", ", Condition(rule, [], parameters))} }}";
    }

    private string Parameter(JsonPart parameter, HashSet<string> parameters)
    {
        string name = parameter.TextOf("Name") ?? "";
        string expression = Rewritten(parameter.TextOf("Expression") ?? "", parameters);
        parameters.Add(name);
        return $"{{ \"Name\": {JsonLine.Text(name)}, \"Expression\": {JsonLine.Text(expression)} }}";
    }

    private string Rewritten(string expression, HashSet<string> parameters) => PathScan.Replaced(expression, path =>
    {
        if (parameters.Contains(path))
        {
            return null;
        }
        if (_map.FirstOrDefault(one => one.Path.Equals(path, StringComparison.OrdinalIgnoreCase)) is not { } mapped)
        {
            _unmapped.Add(path);
            return null;
        }
        _used.Add(mapped);
        return mapped.Written;
    });

    private void Remark(JsonPart rule)
    {
        if (rule.TextOf("RuleExpressionType") is { } type && type != "LambdaExpression")
        {
            Remarks.Add($"'RuleExpressionType' {type} is read as LambdaExpression");
        }
        if (rule.Find("Actions") is { Members.Count: > 0 } actions)
        {
            Remarks.AddRange(actions.Members.Where(action => action.Value.Kind == JsonTokenType.StartObject).Select(action => $"the action '{action.Value.TextOf("Name")}' ({action.Key}) is not carried over: what is done about alerts stands in responses/"));
        }
        if (rule.TextOf("ErrorMessage") is { Length: > 0 })
        {
            Remarks.Add("'ErrorMessage' is not carried over: it is for when the rule does not hold, and an alert is for when it does");
        }
        Remarks.AddRange(rule.Members.Where(member => !s_read.Contains(member.Key)).Select(member => $"'{member.Key}' is not carried over"));
    }

    /// <summary>The parameters that the rule reads, with those that they read themselves, in their order.</summary>
    private static List<JsonPart> Needed(JsonPart rule, IReadOnlyList<JsonPart> globals)
    {
        var names = new HashSet<string>(Expressions(rule).SelectMany(PathScan.Paths), StringComparer.OrdinalIgnoreCase);
        foreach (JsonPart global in globals.Reverse().Where(global => names.Contains(global.TextOf("Name") ?? "")))
        {
            names.UnionWith(PathScan.Paths(global.TextOf("Expression") ?? ""));
        }
        return [.. globals.Where(global => names.Contains(global.TextOf("Name") ?? ""))];
    }

    private static IEnumerable<string> Expressions(JsonPart part) =>
        part.Members.SelectMany(member => member is { Key: "Expression", Value.Kind: JsonTokenType.String } ? [member.Value.Text] : Expressions(member.Value)).Concat(part.Items.SelectMany(Expressions));

    [GeneratedRegex("[^A-Za-z0-9_.-]+")]
    private static partial Regex NotOfAName();
}
