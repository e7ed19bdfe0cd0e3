namespace RulesPlatform.Rules.Catalogues;

/// <summary>One label of a metric.</summary>
/// <param name="Count">How many values it had.</param>
/// <param name="Values">All of them, sorted; null where there are more than <see cref="MostValues"/>.</param>
public sealed record CataloguedLabel(string Name, int Count, IReadOnlyList<string>? Values)
{
    /// <summary>So many values are written out; of more, only the number.</summary>
    public const int MostValues = 100;
}
