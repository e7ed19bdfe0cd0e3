namespace RulesPlatform.Host.Api.Live;

/// <summary>What became of pushed samples. Either all lines were good and were stored, or none was stored.</summary>
/// <param name="Accepted">Samples stored.</param>
/// <param name="Flaws">What is wrong, by line; empty when the body was taken.</param>
internal sealed record PushReceipt(int Accepted, IReadOnlyList<LineFlaw> Flaws);

/// <param name="Line">From 1.</param>
internal sealed record LineFlaw(int Line, string Message);
