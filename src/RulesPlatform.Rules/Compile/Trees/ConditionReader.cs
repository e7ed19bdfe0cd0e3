using System.Linq.Expressions;
using System.Text;
using RulesPlatform.Rules.Compile.Syntax;
using Nearest = RulesPlatform.Rules.Text.Nearest;

namespace RulesPlatform.Rules.Compile.Trees;

/// <summary>Reads a rule with its parameters and nested rules into one tree that computes what the stock engine's run of it computes.</summary>
internal sealed class ConditionReader
{
    private readonly Vocabulary _vocabulary;
    private readonly List<CompileProblem> _problems = [];
    private readonly List<ScopedVariable> _variables = [];
    private int _nestedRules;

    private ConditionReader(Vocabulary vocabulary) => _vocabulary = vocabulary;

    /// <summary>The tree, or null with every problem found.</summary>
    public static ReadCondition? Read(ConditionSource source, Vocabulary vocabulary, out IReadOnlyList<CompileProblem> problems)
    {
        var reader = new ConditionReader(vocabulary);
        (PlacedExpression Tree, string Text)? read = reader.Rule(source, [], []);
        problems = reader._problems;
        return read is { } rule && problems.Count == 0 ? new ReadCondition(rule.Tree, reader._variables, rule.Text) : null;
    }

    private (PlacedExpression Tree, string Text)? Rule(ConditionSource source, IReadOnlyList<ScopedVariable> outer, IReadOnlyList<int> path)
    {
        if (Misshapen(source, path) is { } problem)
        {
            _problems.Add(problem with { Nested = path });
            return null;
        }
        List<ScopedVariable>? scope = Parameters(source, outer, path);
        if (scope is null)
        {
            return null;
        }
        var own = scope.Skip(outer.Count).ToList();
        if (source.Operator is null)
        {
            PlacedExpression? placed = Placed(source.Expression!, scope, typeof(bool), path, null, out _);
            return placed is null ? null : (Assigned(placed, own), Expand(placed, scope));
        }
        return Nested(source, scope, path) is { } nested ? (Assigned(nested.Tree, own), nested.Text) : null;
    }

    private CompileProblem? Misshapen(ConditionSource source, IReadOnlyList<int> path)
    {
        _nestedRules++;
        return source switch
        {
            _ when path.Count > SyntaxBounds.NestedDepth => new CompileProblem(0, 1, $"rules are nested deeper than {SyntaxBounds.NestedDepth} levels") { Kind = ExpressionProblems.TooLarge },
            _ when _nestedRules > SyntaxBounds.NestedRules => new CompileProblem(0, 1, $"the rule has more than {SyntaxBounds.NestedRules} nested rules") { Kind = ExpressionProblems.TooLarge },
            { Operator: not (null or "And" or "AndAlso" or "Or" or "OrElse") } => new CompileProblem(0, 1,
                $"'{source.Operator}' is not an operator of nested rules", Nearest.Hint(source.Operator, ["And", "AndAlso", "Or", "OrElse"], "write And or Or")) { Kind = ExpressionProblems.Composition },
            { Operator: not null, Nested.Count: 0 } => new CompileProblem(0, 1, $"the operator '{source.Operator}' has no nested rules") { Kind = ExpressionProblems.Composition },
            { Operator: not null, Expression: not null } => new CompileProblem(0, 1, "a rule has either an expression or an operator over nested rules", "remove one of the two") { Kind = ExpressionProblems.Composition },
            { Operator: null, Nested.Count: > 0 } => new CompileProblem(0, 1, "nested rules need an operator", "write \"Operator\": \"And\" or \"Or\"") { Kind = ExpressionProblems.Composition },
            { Operator: null, Expression: null } => new CompileProblem(0, 1, "the rule has no expression") { Kind = ExpressionProblems.Composition },
            _ => null,
        };
    }

    private (PlacedExpression Tree, string Text)? Nested(ConditionSource source, IReadOnlyList<ScopedVariable> scope, IReadOnlyList<int> path)
    {
        var read = source.Nested.Select((rule, index) => Rule(rule, scope, [.. path, index])).ToList();
        if (!read.TrueForAll(one => one is not null))
        {
            return null;
        }
        bool all = source.Operator is "And" or "AndAlso";
        PlacedExpression[] parts = [.. read.Select(one => one!.Value.Tree)];
        // The stock engine runs every nested rule whatever the others say, so that a fault in any is a fault: hence no short circuit.
        Expression tree = parts.Select(part => part.Tree).Aggregate((left, right) => all ? Expression.And(left, right) : Expression.Or(left, right));
        string text = string.Join(all ? " && " : " || ", read.Select(one => $"({one!.Value.Text})"));
        return (new PlacedExpression(tree, parts[0].Source, 0, 0, parts) { Text = text }, text);
    }

    private List<ScopedVariable>? Parameters(ConditionSource source, IReadOnlyList<ScopedVariable> outer, IReadOnlyList<int> path)
    {
        List<ScopedVariable> scope = [.. outer];
        var broken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (int index = 0; index < source.Parameters.Count; index++)
        {
            ScopedParameter parameter = source.Parameters[index];
            ScopedVariable? known = scope.Find(one => string.Equals(one.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));
            if (known?.Expression == parameter.Expression)
            {
                continue;
            }
            ScopedVariable? variable = BadName(parameter.Name, known, scope.Count) is { } problem
                ? Refuse(problem with { Nested = path, Parameter = index })
                : Mentions(parameter.Expression, broken) ? null : Variable(parameter, scope, path, index);
            if (variable is null)
            {
                broken.Add(parameter.Name);
                continue;
            }
            scope.Add(variable);
            _variables.Add(variable);
        }
        return broken.Count == 0 ? scope : null;
    }

    // What names a refused parameter would only be refused for that.
    private bool Mentions(string expression, HashSet<string> broken) =>
        broken.Count > 0 && TokenScan.Read(expression, _vocabulary.Dialect, out _) is { } tokens
        && tokens.Any(token => token.Kind == TokenKind.Name && broken.Contains(token.Text));

    private ScopedVariable? Refuse(CompileProblem problem)
    {
        _problems.Add(problem);
        return null;
    }

    private CompileProblem? BadName(string name, ScopedVariable? known, int count) => name switch
    {
        _ when count >= SyntaxBounds.Parameters => new CompileProblem(0, 1, $"a rule sees at most {SyntaxBounds.Parameters} parameters") { Kind = ExpressionProblems.TooLarge },
        _ when !Identifiers.IsOne(name) => new CompileProblem(0, 1, $"'{Shown(name)}' is not a parameter's name", "use letters, digits and _, a letter first") { Kind = ExpressionProblems.Composition },
        _ when _vocabulary.IsReserved(name) => new CompileProblem(0, 1, $"a parameter cannot be named '{name}', which already means something in a rule") { Kind = ExpressionProblems.Composition },
        _ when known is not null => new CompileProblem(0, 1, $"the parameter '{name}' is declared twice") { Kind = ExpressionProblems.Composition },
        _ => null,
    };

    private ScopedVariable? Variable(ScopedParameter parameter, IReadOnlyList<ScopedVariable> scope, IReadOnlyList<int> path, int index)
    {
        PlacedExpression? placed = Placed(parameter.Expression, scope, null, path, index, out Type engineType);
        return placed is null ? null : new ScopedVariable(
            parameter.Name, parameter.Expression, Expression.Parameter(engineType, parameter.Name),
            Expression.Variable(placed.Type, parameter.Name), placed, Expand(placed, scope));
    }

    private PlacedExpression? Placed(
        string expression, IReadOnlyList<ScopedVariable> scope, Type? result, IReadOnlyList<int> path, int? parameter, out Type engineType)
    {
        int before = _problems.Count;
        PlacedExpression? placed = ConditionTree.Read(expression, _vocabulary, scope, result, _problems, out engineType);
        for (int at = before; at < _problems.Count; at++)
        {
            _problems[at] = _problems[at] with { Nested = path, Parameter = parameter };
        }
        return placed;
    }

    /// <summary>
    /// Computes the rule's parameters once, in order, before it: all that it reaches and, since the stock engine computes every one,
    /// those that can throw.
    /// </summary>
    private static PlacedExpression Assigned(PlacedExpression rule, List<ScopedVariable> own)
    {
        var needed = new List<ScopedVariable>();
        var reached = new HashSet<PlacedExpression>(rule.Reached(), ReferenceEqualityComparer.Instance);
        for (int at = own.Count - 1; at >= 0; at--)
        {
            PlacedExpression definition = own[at].Definition;
            if (reached.Contains(definition) || definition.Reached().Any(CanThrow))
            {
                reached.UnionWith(definition.Reached());
                needed.Insert(0, own[at]);
            }
        }
        return needed.Count == 0 ? rule : rule with
        {
            Tree = Expression.Block(
                needed.Select(one => one.Variable),
                [.. needed.Select(one => Expression.Assign(one.Variable, one.Definition.Tree)), rule.Tree]),
        };
    }

    private static bool CanThrow(PlacedExpression part) =>
        part.Tree is MethodCallExpression call && MathFunctions.RoundsToDigits(call.Method) && call.Arguments[1] is not UnaryExpression { Operand: ConstantExpression };

    /// <summary>The author's text with parameters written out in parentheses, as long as that stays a text one can read.</summary>
    private static string Expand(PlacedExpression placed, IReadOnlyList<ScopedVariable> scope)
    {
        CheckedText source = placed.Source;
        var text = new StringBuilder();
        for (int at = 0; at < source.Tokens.Count; at++)
        {
            Token token = source.Tokens[at];
            text.Append(at > 0 && source.Tokens[at - 1].End < token.Offset ? " " : "");
            bool isHead = token.Kind == TokenKind.Name && (at == 0 || source.Roles[at - 1] != TokenRole.Dot);
            ScopedVariable? variable = isHead ? scope.FirstOrDefault(one => string.Equals(one.Name, token.Text, StringComparison.OrdinalIgnoreCase)) : null;
            text.Append(variable is null ? token.Text : $"({variable.Expanded})");
            if (text.Length > SyntaxBounds.Characters)
            {
                return source.Between(0, source.Tokens.Count - 1);
            }
        }
        return text.ToString();
    }

    private static string Shown(string name) => name.Length <= 40 ? name : name[..40] + "…";
}
