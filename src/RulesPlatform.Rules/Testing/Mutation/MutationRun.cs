using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Loading;

namespace RulesPlatform.Rules.Testing.Mutation;

/// <summary>
/// Changes a rule set in one place at a time and runs the tests that reach the place, until one fails. A change that none of them notices is a
/// survivor: nobody would notice that mistake in a review either. Thread-safe.
/// </summary>
public static class MutationRun
{
    /// <param name="tests">They pass over <paramref name="rules"/> as they are.</param>
    /// <param name="progress">Told how many of how many are done, from any thread.</param>
    /// <returns>By file and place. Changes that do not load are left out: lint finds those.</returns>
    public static IReadOnlyList<MutationResult> Run(
        IReadOnlyList<RuleTest> tests, RuleSet rules, Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(tests);
        ArgumentNullException.ThrowIfNull(rules);
        IReadOnlyList<Mutant> mutants = Mutations.Of(rules);
        Dictionary<RuleTest, HashSet<string>> reach = tests.ToDictionary(test => test, test => TestReach.Of(test.Draft, rules).Rules.Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal));
        RuleText[] files = [.. rules.Files.Select(file => new RuleText(file.Path, file.Content))];
        var results = new MutationResult?[mutants.Count];
        int done = 0;
        Parallel.For(
            0, mutants.Count, new ParallelOptions { CancellationToken = cancellation },
            // A loader takes over the files that have not changed: all but one, and the one that was changed before.
            () => new RuleSetLoader(),
            (at, _, loader) =>
            {
                Mutant mutant = mutants[at];
                if (loader.Load([.. files.Select(file => file.Path == mutant.File.Path ? mutant.File : file)]).RuleSet is { } changed)
                {
                    results[at] = Judge(mutant, changed, [.. tests.Where(test => Reaches(reach[test], mutant)).OrderByDescending(test => test.Rules.Any(mutant.Concerns))]);
                }
                progress?.Invoke(Interlocked.Increment(ref done), mutants.Count);
                return loader;
            },
            _ => { });
        return [.. results.OfType<MutationResult>()];
    }

    // A response concerns every test that lets anything fire.
    private static bool Reaches(HashSet<string> rules, Mutant mutant) => mutant.Rules is null ? rules.Count > 0 : mutant.Rules.Any(rules.Contains);

    private static MutationResult Judge(Mutant mutant, RuleSet changed, RuleTest[] reached)
    {
        RuleTest? killer = Array.Find(reached, test => !RuleTestRunner.Passes(test, changed));
        RuleTest[] about = mutant.Rules is null ? reached : [.. reached.Where(test => test.Rules.Any(mutant.Concerns))];
        return new MutationResult(mutant, about.Length > 0 ? about : reached, killer);
    }
}
