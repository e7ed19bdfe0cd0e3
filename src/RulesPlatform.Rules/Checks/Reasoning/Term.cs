using System.Linq.Expressions;

namespace RulesPlatform.Rules.Checks.Reasoning;

/// <summary>A part of a condition or formula with its parameters written out. Two parts that say the same are one term.</summary>
/// <param name="id">Unique in its table.</param>
/// <param name="kind">As in the compiled tree; operands are MemberAccess or ArrayIndex, and both kinds of and, and of or, are one.</param>
/// <param name="mark">The value of a constant, the method of a call, the name or index of an operand; null elsewhere.</param>
/// <param name="isNumber">Whether it is a double; a bool otherwise.</param>
/// <param name="reads">A bit for each operand that it reads; of more than 64, some share one.</param>
internal sealed class Term(int id, ExpressionType kind, object? mark, Term[] parts, bool isNumber, ulong reads)
{
    public int Id => id;

    public ExpressionType Kind => kind;

    public object? Mark => mark;

    public ReadOnlySpan<Term> Parts => parts;

    public bool IsNumber => isNumber;

    public ulong Reads => reads;

    public bool IsOperand => kind is ExpressionType.MemberAccess or ExpressionType.ArrayIndex;

    /// <summary>Whether it is one of the six comparisons, of numbers.</summary>
    public bool IsComparison => RelationsWhere(true) != Relations.None && parts[0].IsNumber;

    /// <summary>What it reads of the signal and its baseline, each once; levels are not among it.</summary>
    public IReadOnlyList<Term> Operands()
    {
        var seen = new HashSet<Term>();
        var open = new Stack<Term>([this]);
        while (open.TryPop(out Term? term))
        {
            if (seen.Add(term))
            {
                foreach (Term part in term.Parts)
                {
                    open.Push(part);
                }
            }
        }
        return [.. seen.Where(term => term is { IsOperand: true, Mark: not int })];
    }

    /// <summary>How the two sides of a comparison stand where it is true, or where it is false.</summary>
    public Relations RelationsWhere(bool holds)
    {
        Relations relations = kind switch
        {
            ExpressionType.LessThan => Relations.Less,
            ExpressionType.LessThanOrEqual => Relations.Less | Relations.Equal,
            ExpressionType.GreaterThan => Relations.Greater,
            ExpressionType.GreaterThanOrEqual => Relations.Greater | Relations.Equal,
            ExpressionType.Equal => Relations.Equal,
            ExpressionType.NotEqual => Relations.Any & ~Relations.Equal,
            _ => Relations.None,
        };
        return holds ? relations : Relations.Any & ~relations;
    }
}
