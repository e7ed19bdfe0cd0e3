using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Testing;

/// <summary>Runs rule tests: each by itself, from an empty store, through the production cycle on a virtual clock. Thread-safe.</summary>
public static class RuleTestRunner
{
    /// <summary>In the order given, however many run side by side.</summary>
    /// <param name="done">Told after each test, from any thread.</param>
    public static IReadOnlyList<RuleTestResult> Run(IReadOnlyList<RuleTest> tests, RuleSet rules, Action? done = null, CancellationToken cancellation = default)
    {
        var results = new RuleTestResult[tests.Count];
        Parallel.For(0, tests.Count, new ParallelOptions { CancellationToken = cancellation }, i =>
        {
            results[i] = Run(tests[i], rules);
            done?.Invoke();
        });
        return results;
    }

    internal static bool Passes(RuleTest test, RuleSet rules)
    {
        var bag = new DiagnosticBag();
        new Expectations(test, rules, RuleTestRun.Play(test, rules), bag).Hold();
        return bag.Count == 0;
    }

    private static RuleTestResult Run(RuleTest test, RuleSet rules)
    {
        var bag = new DiagnosticBag();
        TestRecord record = RuleTestRun.Play(test, rules);
        new Expectations(test, rules, record, bag).Hold();
        string[] fired = [.. record.Changes.Where(change => change.BeganFiring).Select(change => change.Id.Rule).Distinct()];
        // The tests of one file share its text, which is not thread-safe.
        lock (test.Reading)
        {
            return new RuleTestResult(test, bag.ToDiagnostics(), fired);
        }
    }
}
