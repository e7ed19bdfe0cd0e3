namespace RulesPlatform.Host.CommandLine.Import;

/// <summary>Understands the lines of one file, in order.</summary>
internal interface ILineReader
{
    /// <returns>What is wrong with the line, or null; then <paramref name="sample"/> is what it holds, or null where it holds none.</returns>
    string? TryRead(string line, out ImportedSample? sample);
}
