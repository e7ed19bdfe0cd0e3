namespace RulesPlatform.History.Samples;

/// <summary>Which series one target's part of a batch holds, in column order. Targets answer alike from slot to slot, so few layouts serve many rows.</summary>
/// <param name="id">Of the table <c>layouts</c>; 0 for the empty one.</param>
/// <param name="series">Never changed after construction. A series may occur more than once.</param>
internal sealed class Layout(int id, int[] series)
{
    public static Layout Empty { get; } = new(0, []);

    public int Id { get; } = id;

    public int[] Series { get; } = series;

    /// <summary>Whether no series occurs twice.</summary>
    public bool IsDistinct { get; } = new HashSet<int>(series).Count == series.Length;
}
