namespace RulesPlatform.Rules.Replay;

/// <summary>How often a receiver is written to. A page is a notification of something that fires, repeats included, to any receiver but a log.</summary>
public sealed record ReceiverImpact(string Receiver, int Before, int After, int PagesBefore, int PagesAfter);
