using System.Text.Json.Nodes;
using RulesPlatform.RuleLint.Formats;
using RulesPlatform.Rules.Testing;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.RuleLint.Test;

/// <summary>The results of rule tests for programs. The same tests and rules give the same bytes: no times are in it.</summary>
internal static class TestJson
{
    public static string Write(TestReport report)
    {
        var json = new JsonObject
        {
            ["passed"] = report.Results.Count - report.Failed,
            ["failed"] = report.Failed,
            ["tests"] = new JsonArray([.. report.Results.Select(Test)]),
            ["mistakes"] = new JsonArray([.. report.Broken.Select(Failure)]),
        };
        if (report.Coverage is { } coverage)
        {
            json["coverage"] = new JsonObject
            {
                ["items"] = coverage.Count,
                ["unreached"] = new JsonArray([.. report.Unreached.Select(item => new JsonObject
                {
                    ["rule"] = item.Rule, ["what"] = item.What, ["file"] = item.Origin.File, ["line"] = item.Origin.Line, ["column"] = item.Origin.Column,
                })]),
            };
        }
        if (report.Mutation is { } mutation)
        {
            json["mutation"] = mutation.ToJson();
        }
        return JsonLayout.Write(json);
    }

    private static JsonObject Test(RuleTestResult result) => new()
    {
        ["file"] = result.Test.File,
        ["name"] = result.Test.Name,
        ["passed"] = result.Passed,
        ["failures"] = new JsonArray([.. result.Failures.Select(Failure)]),
    };

    private static JsonObject Failure(Diagnostic failure) => new()
    {
        ["id"] = failure.Id, ["file"] = failure.File, ["line"] = failure.Span.Line, ["column"] = failure.Span.Column, ["message"] = failure.Message, ["help"] = failure.Help,
    };
}
