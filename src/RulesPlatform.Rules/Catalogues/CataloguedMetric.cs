namespace RulesPlatform.Rules.Catalogues;

/// <summary>One metric as a server saw it.</summary>
/// <param name="Type">As its target described it: counter, gauge, histogram, summary, …; <c>unknown</c> where it did not.</param>
/// <param name="Unit">Empty where it was not described.</param>
/// <param name="Help">Empty where it was not described.</param>
/// <param name="Series">How many there were.</param>
/// <param name="Labels">By name (ordinal); those that some series has.</param>
public sealed record CataloguedMetric(string Name, string Type, string Unit, string Help, int Series, IReadOnlyList<CataloguedLabel> Labels)
{
    /// <summary>Null where no series has it.</summary>
    public CataloguedLabel? Label(string name) => Labels.FirstOrDefault(label => label.Name == name);
}
