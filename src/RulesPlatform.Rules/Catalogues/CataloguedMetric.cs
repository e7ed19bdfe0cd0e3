namespace RulesPlatform.Rules.Catalogues;

/// <summary>One metric as a server saw it.</summary>
/// <param name="Type">As its target described it: counter, gauge, histogram, summary, …; <c>unknown</c> where it did not.</param>
/// <param name="Unit">Empty where it was not described.</param>
/// <param name="Help">Empty where it was not described.</param>
/// <param name="Series">How many there were.</param>
/// <param name="Labels">By name (ordinal); those that some series has.</param>
/// <param name="Every">How far apart two samples of a series were, as a rule; null where there were too few to tell.</param>
/// <param name="Range">What the values were on the last day; null where there was none.</param>
public sealed record CataloguedMetric(
    string Name, string Type, string Unit, string Help, int Series, IReadOnlyList<CataloguedLabel> Labels, TimeSpan? Every = null, SeenRange? Range = null)
{
    /// <summary>Null where no series has it.</summary>
    public CataloguedLabel? Label(string name) => Labels.FirstOrDefault(label => label.Name == name);
}
