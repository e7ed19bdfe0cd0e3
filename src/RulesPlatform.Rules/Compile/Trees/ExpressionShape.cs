using System.Linq.Expressions;
using System.Text;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Rules.Compile.Trees;

/// <summary>
/// Expressions that differ in nothing but their numbers and the names of what they read share one compiled body: the numbers are
/// lifted into an array that the delegate is bound to. Compiling is most of what loading a rule costs.
/// </summary>
/// <typeparam name="TSubject">What the delegate takes.</typeparam>
/// <typeparam name="TResult">double or bool.</typeparam>
internal static class ExpressionShape<TSubject, TResult>
{
    private static readonly RecentCache<string, Func<double[], TSubject, TResult>> s_bodies = new(capacity: 4096);

    /// <summary>A pure function that allocates nothing: <see cref="Bound.Run"/>. Thread-safe.</summary>
    public static Bound Compile(Expression body, ParameterExpression subject)
    {
        var lifting = new Lifting(subject);
        Expression lifted = lifting.Visit(body)!;
        Func<double[], TSubject, TResult> shared = s_bodies.GetOrAdd(
            lifting.Key, _ => Expression.Lambda<Func<double[], TSubject, TResult>>(lifted, lifting.Numbers, subject).Compile());
        double[] numbers = [.. lifting.Values];
        return new Bound(shared, numbers);
    }

    internal static int Bodies => s_bodies.Count;

    /// <summary>A shared body and this expression's own numbers.</summary>
    internal sealed class Bound(Func<double[], TSubject, TResult> body, double[] numbers)
    {
        public TResult Run(TSubject subject) => body(numbers, subject);
    }

    private sealed class Lifting(ParameterExpression subject) : ExpressionVisitor
    {
        private readonly StringBuilder _key = new();
        private readonly Dictionary<ParameterExpression, int> _variables = [];

        public ParameterExpression Numbers { get; } = Expression.Parameter(typeof(double[]), "numbers");

        public List<double> Values { get; } = [];

        public string Key => _key.ToString();

        public override Expression? Visit(Expression? node)
        {
            if (node is null)
            {
                return null;
            }
            _key.Append((int)node.NodeType).Append(':');
            Expression? visited = base.Visit(node);
            _key.Append(';');
            return visited;
        }

        protected override Expression VisitConstant(ConstantExpression node)
        {
            if (node.Value is double number)
            {
                Values.Add(number);
                return Expression.ArrayIndex(Numbers, Expression.Constant(Values.Count - 1));
            }
            string text = Convert.ToString(node.Value, System.Globalization.CultureInfo.InvariantCulture) ?? "";
            _key.Append(node.Type.Name).Append(text.Length).Append('=').Append(text);
            return node;
        }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            if (node != subject)
            {
                _variables.TryAdd(node, _variables.Count);
                _key.Append(_variables[node]).Append(node.Type.Name);
            }
            return node;
        }

        protected override Expression VisitMember(MemberExpression node)
        {
            _key.Append(node.Member.Name);
            return base.VisitMember(node);
        }

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            _key.Append(node.Method.DeclaringType!.Name).Append('.').Append(node.Method);
            return base.VisitMethodCall(node);
        }
    }
}
