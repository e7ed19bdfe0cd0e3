namespace RulesPlatform.Rules.Loading;

/// <summary>Puts things after those that they need. Iterative: a long chain costs memory, not stack.</summary>
internal static class CycleFinder
{
    private const int MaxCycles = 50;

    /// <summary>
    /// Every node after those that it needs, else in the order given; and the first cycles found on the way, as the nodes along them.
    /// What is not in <paramref name="nodes"/> is passed over.
    /// </summary>
    public static (IReadOnlyList<string> Order, IReadOnlyList<IReadOnlyList<string>> Cycles) Sort(
        IReadOnlyList<string> nodes, Func<string, IReadOnlyList<string>> needs)
    {
        var order = new List<string>(nodes.Count);
        var cycles = new List<IReadOnlyList<string>>();
        var state = nodes.Distinct(StringComparer.Ordinal).ToDictionary(node => node, _ => Mark.Unseen, StringComparer.Ordinal);
        var path = new List<(string Node, int Next)>();
        foreach (string start in nodes)
        {
            if (state[start] == Mark.Unseen)
            {
                state[start] = Mark.OnPath;
                path.Add((start, 0));
            }
            while (path.Count > 0)
            {
                (string node, int next) = path[^1];
                IReadOnlyList<string> needed = needs(node);
                if (next == needed.Count)
                {
                    state[node] = Mark.Done;
                    order.Add(node);
                    path.RemoveAt(path.Count - 1);
                    continue;
                }
                path[^1] = (node, next + 1);
                Mark? mark = state.TryGetValue(needed[next], out Mark known) ? known : null;
                if (mark == Mark.OnPath && cycles.Count < MaxCycles)
                {
                    cycles.Add([.. path.Select(step => step.Node).SkipWhile(one => one != needed[next]), needed[next]]);
                }
                else if (mark == Mark.Unseen)
                {
                    state[needed[next]] = Mark.OnPath;
                    path.Add((needed[next], 0));
                }
            }
        }
        return (order, cycles);
    }

    private enum Mark
    {
        Unseen,
        OnPath,
        Done,
    }
}
