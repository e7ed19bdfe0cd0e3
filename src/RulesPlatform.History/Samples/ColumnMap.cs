namespace RulesPlatform.History.Samples;

/// <summary>The columns of a block: every series of its layouts once, in order of first appearance.</summary>
internal sealed class ColumnMap
{
    private readonly int[][] _columns;
    private readonly int[][] _counts;

    private ColumnMap(int[] series, int[][] columns, int[][] counts) => (Series, _columns, _counts) = (series, columns, counts);

    /// <summary>By column.</summary>
    public int[] Series { get; }

    public static ColumnMap Of(IReadOnlyList<Layout> layouts)
    {
        if (layouts is [{ IsDistinct: true } only])
        {
            return new ColumnMap(only.Series, [], []);
        }
        var columnOf = new Dictionary<int, int>();
        foreach (int series in layouts.SelectMany(layout => layout.Series))
        {
            columnOf.TryAdd(series, columnOf.Count);
        }
        int[][] columns = [.. layouts.Select(layout => layout.Series.Select(series => columnOf[series]).ToArray())];
        int[][] counts = [.. columns.Select(members => Count(members, columnOf.Count))];
        return new ColumnMap([.. columnOf.Keys], columns, counts);
    }

    public int IndexOf(int series) => Series.AsSpan().IndexOf(series);

    /// <summary>The column that the <paramref name="position"/>-th sample of a row of this layout belongs to.</summary>
    public int ColumnAt(int layout, int position) => _columns.Length == 0 ? position : _columns[layout][position];

    /// <summary>How many samples a row of this layout has in <paramref name="column"/>.</summary>
    public int CountIn(int layout, int column) => _counts.Length == 0 ? 1 : _counts[layout][column];

    /// <summary>Whether each row has exactly one sample in <paramref name="column"/>.</summary>
    public bool IsFull(int column) => _counts.All(counts => counts[column] == 1);

    private static int[] Count(int[] columns, int total)
    {
        int[] counts = new int[total];
        foreach (int column in columns)
        {
            counts[column]++;
        }
        return counts;
    }
}
