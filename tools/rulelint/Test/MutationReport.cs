using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using RulesPlatform.Rules.Testing;
using RulesPlatform.Rules.Testing.Mutation;

namespace RulesPlatform.RuleLint.Test;

/// <summary>Which mistakes the tests of a rule set would not notice.</summary>
internal sealed record MutationReport(IReadOnlyList<MutationResult> Results)
{
    private const int NamedTests = 3;

    public IReadOnlyList<MutationResult> Survivors => [.. Results.Where(result => result.Survived)];

    /// <summary>Each survivor with the tests that let it pass, then a line that counts.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        foreach (MutationResult survivor in Survivors)
        {
            text.Append(CultureInfo.InvariantCulture, $"{survivor.Mutant.Origin}: {survivor.Mutant.Subject}: {survivor.Mutant.Change}, and no test noticed ({Reached(survivor)})\n");
        }
        int noticed = Results.Count - Survivors.Count;
        double share = Results.Count == 0 ? 1 : (double)noticed / Results.Count;
        return text.Append(CultureInfo.InvariantCulture, $"mutants: {noticed} of {Results.Count} noticed, {share:P1}").ToString();
    }

    public JsonObject ToJson() => new()
    {
        ["mutants"] = Results.Count,
        ["noticed"] = Results.Count - Survivors.Count,
        ["survivors"] = new JsonArray([.. Survivors.Select(survivor => new JsonObject
        {
            ["file"] = survivor.Mutant.Origin.File,
            ["line"] = survivor.Mutant.Origin.Line,
            ["column"] = survivor.Mutant.Origin.Column,
            ["subject"] = survivor.Mutant.Subject,
            ["change"] = survivor.Mutant.Change,
            ["reachedBy"] = new JsonArray([.. survivor.Reached.Select(test => new JsonObject { ["file"] = test.File, ["name"] = test.Name })]),
        })]),
    };

    private static string Reached(MutationResult survivor) => survivor.Reached.Count switch
    {
        0 => "none reaches it",
        <= NamedTests => $"it is reached by {Names(survivor.Reached)}",
        int count => $"it is reached by {Names(survivor.Reached.Take(NamedTests))} and {count - NamedTests} more",
    };

    private static string Names(IEnumerable<RuleTest> tests) => string.Join(", ", tests.Select(test => $"'{test.Name}'"));
}
