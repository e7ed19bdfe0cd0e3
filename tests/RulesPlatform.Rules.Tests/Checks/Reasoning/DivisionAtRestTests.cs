using System.Globalization;
using CsCheck;
using RulesPlatform.Rules.Checks;
using RulesPlatform.Rules.Compile;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Tests.Compile;
using RulesPlatform.Rules.Tests.Loading;

namespace RulesPlatform.Rules.Tests.Checks.Reasoning;

/// <summary>RP2107 says that something surely happens, so it is held to the other side: what it tells of gives no finite number at rest.</summary>
[TestClass]
public sealed class DivisionAtRestTests
{
    private static readonly double[] s_gauges = [0, -0.0, 1, -1, 0.5, 7, -100, 1e300, -1e-300];

    [TestMethod]
    public void A_formula_without_a_test_that_is_told_of_is_no_finite_number_at_rest_whatever_its_gauges_are()
    {
        int told = 0;
        GeneratedFormulas.Number(2).Where(text => !text.Contains("if(", StringComparison.Ordinal)).Array[200].Sample(formulas =>
        {
            foreach (string formula in formulas.Where(formula => FormulaCompiler.Check(formula, ["a", "b", "c"]).Count == 0))
            {
                if (Findings(formula) == 0)
                {
                    continue;
                }
                told++;
                Func<double[], double> compute = values => FormulaCompiler.Compile(formula, ["a", "b", "c"]).Compiled!.Function(values);
                foreach (double gauge in s_gauges)
                {
                    double value = compute([0, 0, gauge]);
                    Assert.IsFalse(double.IsFinite(value), string.Create(CultureInfo.InvariantCulture, $"{formula} is {value} with a gauge of {gauge}"));
                }
            }
        }, iter: 3, threads: 1);
        Assert.IsTrue(told > 10, $"{told} told of");
    }

    private static int Findings(string formula)
    {
        Dictionary<string, byte[]> world = Worlds.Read("small");
        world.Edit("analysis/web.json", "if(requests > 0, errors / requests, 0)", formula);
        world.Edit("analysis/web.json", "\"requests\": {", "\"c\": { \"metric\": \"depth\", \"by\": [ \"service\" ] }, \"b\": {");
        world.Edit("analysis/web.json", "\"errors\": {", "\"a\": {");
        LintSubject? subject = null;
        int found = 0;
        new RuleSetLoader(ParsingCompilers.All).Load(Worlds.Texts(world), (manuscript, bag) =>
        {
            subject = new LintSubject(manuscript, new DateOnly(2026, 11, 27));
            bag.Admission = (kind, _, _) =>
            {
                found++;
                return kind;
            };
            CheckCatalogue.Find("RP2107")!.Examine(subject);
        });
        Assert.IsNotNull(subject, formula);
        return found;
    }
}
