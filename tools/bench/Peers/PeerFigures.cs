namespace RulesPlatform.Bench.Peers;

/// <summary>What one run of one contender showed. NaN where it was not measured.</summary>
/// <param name="ReadyMs">From start to ready, with nothing to scrape.</param>
/// <param name="IdleMiB">Resident, ten seconds later.</param>
/// <param name="CpuMicroseconds">A sample, from scrape to store.</param>
/// <param name="LoadMiB">Resident at the end of the load.</param>
/// <param name="WrittenBytes">To disk, a sample.</param>
/// <param name="PerSecond">Samples stored.</param>
internal sealed record PeerFigures(double ReadyMs, double IdleMiB, double CpuMicroseconds, double LoadMiB, double WrittenBytes, double PerSecond);
