using RulesPlatform.Host.Api.Pages;
using RulesPlatform.Host.Api.Past;
using RulesPlatform.Host.CommandLine.Import;
using RulesPlatform.Host.Settings;
using RulesPlatform.Pipeline.Cycle;

namespace RulesPlatform.Host.CommandLine;

/// <summary>Everything the commands need of the world around them.</summary>
internal sealed record CommandTools
{
    public required Screen Output { get; init; }

    public required Screen Errors { get; init; }

    /// <summary>Where bytes go that are not for reading: exports.</summary>
    public required Func<Stream> RawOutput { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>What relative paths are relative to.</summary>
    public required string Folder { get; init; }

    /// <summary>The machine's name.</summary>
    public required string Machine { get; init; }

    public required Func<string, string?> Variable { get; init; }

    public required IEnumerable<KeyValuePair<string, string>> Environment { get; init; }

    /// <summary>Who gives commands unless an option says otherwise.</summary>
    public required string User { get; init; }

    public required HttpMessageHandler Http { get; init; }

    /// <summary>Opens the store of a data folder to read; null where there is none.</summary>
    public required Func<string, IArchive?> OpenArchive { get; init; }

    /// <summary>Opens the store of a data folder to write samples into; makes one where there is none.</summary>
    public required Func<string, SampleStore> OpenStore { get; init; }

    /// <summary>Compiles the files of a stored rule set; null where they no longer compile.</summary>
    public required Func<IReadOnlyList<RuleFile>, RuleSet?> Compile { get; init; }

    /// <summary>Runs the server until it is told to stop; returns its exit code.</summary>
    public required Func<HostSettings, CancellationToken, Task<int>> Serve { get; init; }
}
