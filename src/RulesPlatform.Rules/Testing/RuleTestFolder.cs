using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Testing;

/// <summary>The tests below a rules folder. They are no part of the rule set: a server does not read them.</summary>
public static class RuleTestFolder
{
    /// <param name="folder">The one that holds <c>ruleset.json</c>.</param>
    /// <param name="rules">What the tests are about; what they name must be in it.</param>
    /// <param name="diagnostics">What is wrong with the files; tests of a file with an error are left out.</param>
    /// <returns>By file (ordinal), in the order of each file.</returns>
    public static IReadOnlyList<RuleTest> Read(string folder, RuleSet rules, out IReadOnlyList<Diagnostic> diagnostics)
    {
        var bag = new DiagnosticBag();
        var names = new TestNames(rules);
        var tests = new List<RuleTest>();
        foreach (RuleText text in RuleFolder.ReadTests(folder, bag))
        {
            var own = new DiagnosticBag();
            var reading = new Reading(new SourceText(text.Path, text.Content), own);
            ParsedText parsed = TreeParser.Parse(reading.Source, own);
            TestsDraft? draft = null;
            if (parsed is { IsWhole: true, Root: { } root } && TestShape.File.TryRead(root, reading, out draft))
            {
                names.Resolve(draft, reading);
            }
            bool isSound = !own.HasErrors;
            reading.Join(bag);
            if (isSound && draft is not null)
            {
                tests.AddRange(draft.Tests.Select(test => new RuleTest(draft, test, reading)));
            }
        }
        diagnostics = bag.ToDiagnostics();
        return tests;
    }
}
