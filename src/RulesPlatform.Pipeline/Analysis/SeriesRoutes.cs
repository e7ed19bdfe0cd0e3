namespace RulesPlatform.Pipeline.Analysis;

/// <summary>Which windows a series feeds: linked lists in two arrays, so that a series that nobody reads costs one look-up.</summary>
internal sealed class SeriesRoutes
{
    private const int Unresolved = -1;
    private const int Nowhere = -2;

    private int[] _first = [];
    private readonly List<Route> _routes = [];

    /// <summary>Forgets what was resolved: the windows have changed.</summary>
    public void Clear()
    {
        _first = [];
        _routes.Clear();
    }

    /// <summary>The first route of a series: an index for <see cref="this[int]"/>, or below zero for none.</summary>
    /// <returns>False when the series has not been resolved yet.</returns>
    public bool TryFind(int series, out int route)
    {
        route = series < _first.Length ? _first[series] : Unresolved;
        return route != Unresolved;
    }

    public Route this[int index] => _routes[index];

    /// <summary>Settles where a series goes; an empty list settles that it goes nowhere.</summary>
    public int Resolve(int series, IReadOnlyList<(int Window, int Row)> targets)
    {
        if (series >= _first.Length)
        {
            int known = _first.Length;
            Array.Resize(ref _first, Math.Max(1024, Math.Max(series + 1, known * 2)));
            _first.AsSpan(known).Fill(Unresolved);
        }
        int next = Nowhere;
        for (int i = targets.Count - 1; i >= 0; i--)
        {
            _routes.Add(new Route(targets[i].Window, targets[i].Row, next));
            next = _routes.Count - 1;
        }
        return _first[series] = next;
    }

    /// <param name="Next">Below zero at the end.</param>
    public readonly record struct Route(int Window, int Row, int Next);
}
