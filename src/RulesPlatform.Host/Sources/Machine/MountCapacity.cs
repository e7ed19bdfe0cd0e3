namespace RulesPlatform.Host.Sources.Machine;

/// <summary>Room in a file system.</summary>
/// <param name="Available">What an unprivileged user may still take; at most <paramref name="Free"/>.</param>
/// <param name="Files">Inodes; 0 where the file system makes them as needed or does not tell.</param>
internal readonly record struct MountCapacity(double Size, double Free, double Available, double Files, double FilesFree);
