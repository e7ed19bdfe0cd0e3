using System.Diagnostics;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Testing;
using RulesPlatform.Rules.Testing.Mutation;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.RuleLint.Test;

/// <summary>Runs the tests of one folder, once or again and again; what has not changed of the rules is not read again.</summary>
internal sealed class TestSession(TestRequest request)
{
    private readonly RuleSetLoader _loader = new();

    /// <returns>The report, or null and why there is none.</returns>
    public TestReport? Run(CancellationToken cancellation, out string? problem)
    {
        DirectoryInfo folder = request.Folder;
        LoadResult loaded = _loader.Load(folder.FullName);
        if (loaded.RuleSet is not { } rules)
        {
            problem = DiagnosticRenderer.Render([.. loaded.Diagnostics.Where(diagnostic => diagnostic.IsError)]);
            return null;
        }
        IReadOnlyList<RuleTest> tests = [.. RuleTestFolder.Read(folder.FullName, rules, out IReadOnlyList<Diagnostic> broken).Where(IsAskedFor)];
        if (tests.Count == 0 && broken.Count == 0)
        {
            problem = request.Filter is null
                ? $"rulelint: {folder} holds no tests; write the first into {Path.Combine(folder.Name, "tests")}/, see rules/README.md."
                : $"rulelint: no test's file or name contains '{request.Filter}'.";
            return null;
        }
        problem = null;
        return Run(tests, rules, broken, cancellation);
    }

    private TestReport Run(IReadOnlyList<RuleTest> tests, RuleSet rules, IReadOnlyList<Diagnostic> broken, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        RuleCoverage? coverage = request.Coverage ? new RuleCoverage(rules) : null;
        int done = 0;
        IReadOnlyList<RuleTestResult> results;
        using (var progress = new CountProgress("testing", tests.Count))
        {
            results = RuleTestRunner.Run(tests, coverage?.Watched ?? rules, () => progress.Report(Interlocked.Increment(ref done)), cancellation);
        }
        var report = new TestReport(results, broken, clock.Elapsed, coverage?.Items(results));
        // Where a test fails already, it would notice everything.
        return request.Mutate && report.Failed == 0 && broken.Count == 0 ? report with { Mutation = Mutate(tests, rules, cancellation), Took = clock.Elapsed } : report;
    }

    private static MutationReport Mutate(IReadOnlyList<RuleTest> tests, RuleSet rules, CancellationToken cancellation)
    {
        using var progress = new CountProgress("changing rules");
        return new MutationReport(MutationRun.Run(tests, rules, progress.Report, cancellation));
    }

    private bool IsAskedFor(RuleTest test) => request.Filter is not { } filter
        || test.File.Contains(filter, StringComparison.OrdinalIgnoreCase) || test.Name.Contains(filter, StringComparison.OrdinalIgnoreCase);
}
