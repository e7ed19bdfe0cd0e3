namespace RulesPlatform.Bench.Peers;

/// <param name="Series">A target.</param>
internal sealed record PeersLoad(int Endpoints, int Series, string Interval, int Port, int WarmSeconds, int Seconds, int Rounds);
