namespace RulesPlatform.Host.Responders;

/// <summary>How delivery to one receiver stands, for the screen and the health check.</summary>
/// <param name="Queued">Notifications not settled yet, those under way included.</param>
/// <param name="UnderWay">Attempts being made now.</param>
/// <param name="Waiting">Groups whose next attempt lies ahead.</param>
/// <param name="FailuresInARow">Since the last attempt that went through; 0 is healthy.</param>
/// <param name="LastFailure">The detail of the newest failed attempt, or null while <paramref name="FailuresInARow"/> is 0.</param>
internal sealed record LaneSnapshot(string Receiver, string Kind, int Queued, int UnderWay, int Waiting, int FailuresInARow, string? LastFailure);
