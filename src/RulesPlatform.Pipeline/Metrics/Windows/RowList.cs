namespace RulesPlatform.Pipeline.Metrics.Windows;

/// <summary>A list with an element a row.</summary>
internal static class RowList
{
    /// <summary>Drops every other row.</summary>
    /// <param name="rows">Ascending; they become 0, 1, …</param>
    public static void Keep<T>(List<T> list, ReadOnlySpan<int> rows)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            list[i] = list[rows[i]];
        }
        list.RemoveRange(rows.Length, list.Count - rows.Length);
    }
}
