namespace RulesPlatform.Rules.Testing.Mutation;

/// <summary>What the tests made of one mutant.</summary>
/// <param name="Reached">Of a survivor, the tests that passed all the same: those that look at its rule's alerts or, where none does, those that reach it.</param>
/// <param name="KilledBy">The test that failed; null for a survivor.</param>
public sealed record MutationResult(Mutant Mutant, IReadOnlyList<RuleTest> Reached, RuleTest? KilledBy)
{
    public bool Survived => KilledBy is null;
}
