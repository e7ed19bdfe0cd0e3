namespace RulesPlatform.Rules.Checks.Reasoning;

/// <summary>One case: what is taken for granted of terms while it is looked at.</summary>
internal sealed class Box
{
    // Looked through from the front: there are few of each, and most often none.
    private List<(Term Term, Interval Range)>? _ranges;
    private List<(Term Term, bool Holds)>? _truths;
    private List<(Term Left, Term Right, Relations Among)>? _relations;
    private List<(Term Term, bool Holds)>? _comparisons;

    /// <summary>The comparisons that are taken for true or false.</summary>
    public IReadOnlyList<(Term Term, bool Holds)> Comparisons => _comparisons ?? (IReadOnlyList<(Term, bool)>)[];

    public Box Copy() => new()
    {
        _ranges = Copy(_ranges), _truths = Copy(_truths), _relations = Copy(_relations), _comparisons = Copy(_comparisons),
    };

    public void Add(Term comparison, bool holds) => (_comparisons ??= []).Add((comparison, holds));

    /// <summary>What the term is narrowed to; null where nothing is known but what its parts say.</summary>
    public Interval? RangeOf(Term term)
    {
        foreach ((Term known, Interval range) in _ranges ?? [])
        {
            if (known == term)
            {
                return range;
            }
        }
        return null;
    }

    /// <returns>Whether that says more than was known.</returns>
    public bool Narrow(Term term, Interval range)
    {
        _ranges ??= [];
        int at = _ranges.FindIndex(known => known.Term == term);
        if (at < 0)
        {
            _ranges.Add((term, range));
            return true;
        }
        bool isNew = _ranges[at].Range != range;
        _ranges[at] = (term, range);
        return isNew;
    }

    /// <summary>Takes a condition for true or false.</summary>
    /// <returns>What it is taken for already; null where it was open.</returns>
    public bool? Assume(Term condition, bool holds)
    {
        foreach ((Term known, bool already) in _truths ?? [])
        {
            if (known == condition)
            {
                return already;
            }
        }
        (_truths ??= []).Add((condition, holds));
        return null;
    }

    /// <summary>Leaves those relations between two numbers that are in <paramref name="among"/> too.</summary>
    public Relations Relate(Term left, Term right, Relations among)
    {
        _relations ??= [];
        for (int at = 0; at < _relations.Count; at++)
        {
            (Term one, Term other, Relations known) = _relations[at];
            if ((one == left && other == right) || (one == right && other == left))
            {
                bool isTurned = one != left;
                Relations kept = known & (isTurned ? Turned(among) : among);
                _relations[at] = (one, other, kept);
                return isTurned ? Turned(kept) : kept;
            }
        }
        _relations.Add((left, right, among));
        return among;
    }

    private static Relations Turned(Relations relations) =>
        (relations & (Relations.Equal | Relations.Unordered))
        | (relations.HasFlag(Relations.Less) ? Relations.Greater : Relations.None)
        | (relations.HasFlag(Relations.Greater) ? Relations.Less : Relations.None);

    private static List<T>? Copy<T>(List<T>? list) => list is null ? null : [.. list];
}
