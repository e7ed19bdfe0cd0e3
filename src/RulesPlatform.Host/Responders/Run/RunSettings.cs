namespace RulesPlatform.Host.Responders.Run;

/// <summary>Where and how commands run.</summary>
internal sealed record RunSettings
{
    /// <summary>Must exist.</summary>
    public string WorkingDirectory { get; init; } = OperatingSystem.IsWindows() ? Environment.SystemDirectory : "/";

    /// <summary>The commands' search path; the platform's own is not handed on.</summary>
    public string Path { get; init; } = OperatingSystem.IsWindows() ? Environment.SystemDirectory : "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>How long output is awaited after the command has ended, for a child that it left behind may hold the pipe open.</summary>
    public TimeSpan OutputGrace { get; init; } = TimeSpan.FromMilliseconds(500);
}
