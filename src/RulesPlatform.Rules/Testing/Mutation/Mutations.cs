using System.Globalization;
using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Compile.Syntax;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Replay;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;
using Token = RulesPlatform.Rules.Compile.Syntax.Token;
using TokenKind = RulesPlatform.Rules.Compile.Syntax.TokenKind;

namespace RulesPlatform.Rules.Testing.Mutation;

/// <summary>
/// The mutants of a rule set: a comparison turned round, "and" for "or", a threshold or a number that is compared ten per cent up and down, a <c>for</c> one interval
/// longer and shorter, a label filter, a <c>clear</c> or a <c>keepFiringFor</c> left out, a route that takes all alerts or none. Changes that
/// no series can tell from the original (<c>&gt;</c> for <c>&gt;=</c>) are not made.
/// </summary>
internal sealed class Mutations
{
    private static readonly double[] s_factors = [0.9, 1.1];
    private static readonly string[] s_optional = ["clear", "keepFiringFor"];

    private static readonly Dictionary<string, string> s_turned = new(StringComparer.Ordinal)
    {
        ["<"] = ">", ["<="] = ">=", [">"] = "<", [">="] = "<=", ["=="] = "!=", ["!="] = "==", ["&&"] = "||", ["||"] = "&&",
    };

    private readonly RuleSet _rules;
    private readonly RuleDependencies _dependencies;

    private Mutations(RuleSet rules) => (_rules, _dependencies) = (rules, new RuleDependencies(rules));

    /// <summary>By file, then by place.</summary>
    public static IReadOnlyList<Mutant> Of(RuleSet rules)
    {
        var mutations = new Mutations(rules);
        IEnumerable<Mutant> all = rules.Files.SelectMany(file => file.Kind switch
        {
            FileKind.Analysis => mutations.OfAnalysis(new MutableFile(new RuleText(file.Path, file.Content))),
            FileKind.Thresholds => mutations.OfThresholds(new MutableFile(new RuleText(file.Path, file.Content))),
            FileKind.Responses => OfResponses(new MutableFile(new RuleText(file.Path, file.Content))),
            _ => [],
        });
        return [.. all.OrderBy(mutant => mutant.Origin.File, StringComparer.Ordinal).ThenBy(mutant => mutant.Origin.Line).ThenBy(mutant => mutant.Origin.Column)];
    }

    private IEnumerable<Mutant> OfAnalysis(MutableFile file)
    {
        foreach (TextNode signal in file.Root.Find("signals")!.Items)
        {
            string name = signal.Find("name")!.Text;
            string[] judges = [.. _rules.Rules.Where(rule => _dependencies.SignalsOf(rule.Signal).Contains(name)).Select(rule => rule.Id)];
            if (judges.Length == 0)
            {
                continue;
            }
            foreach (TextMember input in signal.Find("inputs")!.Members)
            {
                foreach (TextMember filter in input.Value.Find("where")?.Members ?? [])
                {
                    yield return file.Remove(input.Value.Find("where")!, filter.Name, name, $"the filter on '{filter.Name}' of the input '{input.Name}' was left out", judges);
                }
            }
        }
    }

    private IEnumerable<Mutant> OfThresholds(MutableFile file)
    {
        ThresholdRule[] own = [.. file.Root.Find("Rules")!.Items.Select(item => _rules.Rules.First(rule => rule.Id == $"{file.Name}/{item.Find("RuleName")!.Text}"))];
        foreach (TextMember levels in file.Root.Find("levels")?.Members ?? [])
        {
            foreach (Mutant mutant in OfLevels(file, levels, own))
            {
                yield return mutant;
            }
        }
        foreach ((TextNode item, ThresholdRule rule) in file.Root.Find("Rules")!.Items.Zip(own))
        {
            foreach (Mutant mutant in OfExpressions(file, item, rule).Concat(OfProperties(file, item.Find("Properties")!, rule)))
            {
                yield return mutant;
            }
        }
    }

    // 0 or 1: a tenth more or less decides nothing.
    private bool IsSwitch(string signal) => _rules.Groups.SelectMany(group => group.Signals).First(one => one.Name == signal).Unit == "bool";

    private IEnumerable<Mutant> OfLevels(MutableFile file, TextMember levels, ThresholdRule[] own)
    {
        IEnumerable<TextMember> numbers = levels.Value.Members.Concat((levels.Value.Find("overrides")?.Items ?? []).SelectMany(one => one.Members));
        foreach (TextMember level in numbers.Where(one => one.Value is { Kind: NodeKind.Number, Number: not 0 }))
        {
            string[] readers = [.. own.Where(rule => rule.Signal == levels.Name && Reads(rule, level.Name)).Select(rule => rule.Id)];
            foreach (double factor in readers.Length == 0 || IsSwitch(levels.Name) ? [] : s_factors)
            {
                string changed = Number(level.Value.Number * factor);
                yield return file.Replace(level.Value, changed, levels.Name, $"the level '{level.Name}' became {changed}", readers);
            }
        }
    }

    private static bool Reads(ThresholdRule rule, string level) =>
        rule.Condition.LevelsRead.Concat(rule.Clear?.LevelsRead ?? []).Any(index => rule.Levels.Names[index] == level);

    /// <summary>Of the rule, of those nested in it, and of its <c>clear</c>.</summary>
    private IEnumerable<Mutant> OfExpressions(MutableFile file, TextNode item, ThresholdRule rule)
    {
        IEnumerable<TextNode?> texts =
        [
            item.Find("Expression"), item.Find("Properties")?.Find("clear"),
            .. (item.Find("LocalParams")?.Items ?? []).Select(parameter => parameter.Find("Expression")),
        ];
        IEnumerable<Mutant> nested = (item.Find("Rules")?.Items ?? []).SelectMany(one => OfExpressions(file, one, rule));
        return texts.OfType<TextNode>().SelectMany(text => OfExpression(file, text, rule)).Concat(nested);
    }

    private IEnumerable<Mutant> OfExpression(MutableFile file, TextNode text, ThresholdRule rule)
    {
        IReadOnlyList<Token> tokens = TokenScan.Read(text.Text, Dialect.Condition, out _) ?? [];
        for (int at = 0; at < tokens.Count; at++)
        {
            Token token = tokens[at];
            if (token.Kind == TokenKind.Symbol && s_turned.TryGetValue(token.Text, out string? turned))
            {
                yield return file.Replace(text, token, turned, rule.Id, $"'{token.Text}' became '{turned}'", [rule.Id]);
            }
            bool isBound = token.Kind == TokenKind.Number && ((at > 0 && IsComparison(tokens[at - 1])) || (at + 1 < tokens.Count && IsComparison(tokens[at + 1])));
            if (isBound && !IsSwitch(rule.Signal) && double.Parse(token.Text, CultureInfo.InvariantCulture) is not 0 and double number)
            {
                foreach (double factor in s_factors)
                {
                    string changed = Number(number * factor);
                    yield return file.Replace(text, token, changed, rule.Id, $"{token.Text} became {changed}", [rule.Id]);
                }
            }
        }
    }

    private static bool IsComparison(Token token) => token.Kind == TokenKind.Symbol && token.Text is "<" or "<=" or ">" or ">=" or "==" or "!=";

    private IEnumerable<Mutant> OfProperties(MutableFile file, TextNode properties, ThresholdRule rule)
    {
        TimeSpan interval = _rules.Groups.First(group => group.Signals.Any(signal => signal.Name == rule.Signal)).Interval;
        string longer = DurationText.Write(rule.For + interval);
        if (properties.Find("for") is not { } hold)
        {
            yield return file.Insert(properties.Find("signal")!.End, $", \"for\": \"{longer}\"", rule.Id, $"a 'for' of {longer} was added", [rule.Id]);
        }
        else
        {
            yield return file.Replace(hold, $"\"{longer}\"", rule.Id, $"'for' became {longer}", [rule.Id]);
            TimeSpan shorter = rule.For - interval;
            if (shorter >= TimeSpan.Zero)
            {
                yield return file.Replace(hold, $"\"{DurationText.Write(shorter)}\"", rule.Id, $"'for' became {DurationText.Write(shorter)}", [rule.Id]);
            }
        }
        foreach (string member in s_optional.Where(member => properties.Find(member) is not null))
        {
            yield return file.Remove(properties, member, rule.Id, $"'{member}' was left out", [rule.Id]);
        }
    }

    private static IEnumerable<Mutant> OfResponses(MutableFile file)
    {
        foreach (TextNode item in file.Root.Find("Rules")!.Items)
        {
            string id = $"{file.Name}/{item.Find("RuleName")!.Text}";
            if (item.Find("Expression") is not { } expression)
            {
                continue;
            }
            if (expression.Text != "true")
            {
                yield return file.Replace(expression, "\"true\"", id, "the route takes every alert", null);
            }
            if (expression.Text != "false")
            {
                yield return file.Replace(expression, "\"false\"", id, "the route takes no alert", null);
            }
        }
    }

    // As a person would write it; what is computed in whole numbers stays apart from what is not.
    private static string Number(double value)
    {
        int digits = Math.Clamp(3 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 15);
        string text = Math.Round(value, digits).ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny(".eE") < 0 ? $"{text}.0" : text;
    }
}
