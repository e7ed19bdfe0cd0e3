using System.Globalization;
using System.Text;
using RulesPlatform.Rules.Testing;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.RuleLint.Test;

/// <summary>What a run of rule tests came to.</summary>
/// <param name="Coverage">Null where it was not asked for.</param>
/// <param name="Mutation">Null where it was not asked for, or where the tests fail without any change.</param>
/// <param name="Broken">What is wrong with the test files themselves.</param>
internal sealed record TestReport(IReadOnlyList<RuleTestResult> Results, IReadOnlyList<Diagnostic> Broken, TimeSpan Took, IReadOnlyList<CoverageItem>? Coverage = null, MutationReport? Mutation = null)
{
    public int Failed => Results.Count(result => !result.Passed);

    public IReadOnlyList<CoverageItem> Unreached => [.. (Coverage ?? []).Where(item => !item.IsReached)];

    public bool Passed => Failed == 0 && Unreached.Count == 0 && !Broken.Any(diagnostic => diagnostic.IsError);

    /// <summary>Failures in full, then a line that counts.</summary>
    public string ToText(bool withTime = true)
    {
        var text = new StringBuilder();
        foreach (Diagnostic diagnostic in Broken)
        {
            text.Append(DiagnosticRenderer.Render(diagnostic)).Append("\n\n");
        }
        foreach (RuleTestResult result in Results.Where(result => !result.Passed))
        {
            text.Append(CultureInfo.InvariantCulture, $"FAILED {result.Test.File}: {result.Test.Name}\n");
            text.Append(string.Join("\n\n", result.Failures.Select(DiagnosticRenderer.Render))).Append("\n\n");
        }
        if (Coverage is { } coverage)
        {
            foreach (CoverageItem item in Unreached)
            {
                text.Append(CultureInfo.InvariantCulture, $"not reached: {item.Rule}: {item.What}   {item.Origin}\n");
            }
            int reached = coverage.Count - Unreached.Count;
            text.Append(CultureInfo.InvariantCulture, $"coverage: {reached} of {coverage.Count} conditions and routes, {(coverage.Count == 0 ? 1 : (double)reached / coverage.Count):P1}\n");
        }
        if (Mutation is not null)
        {
            text.Append(Mutation.ToText()).Append('\n');
        }
        text.Append(CultureInfo.InvariantCulture, $"{Results.Count - Failed} passed, {Failed} failed");
        text.Append(Broken.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {Broken.Count} mistakes in test files"));
        return withTime ? text.Append(CultureInfo.InvariantCulture, $"; {Took.TotalMilliseconds:N0} ms").ToString() : text.ToString();
    }
}
