namespace RulesPlatform.Host.Responders.Capture;

/// <summary>One process at one instant.</summary>
/// <param name="State">As the kernel abbreviates it; <c>?</c> where it is not told.</param>
/// <param name="Start">Tells two processes of one id apart; its unit is the system's own.</param>
internal readonly record struct ProcessReading(int Id, string Name, char State, double CpuSeconds, double ResidentBytes, int Threads, long Start);
