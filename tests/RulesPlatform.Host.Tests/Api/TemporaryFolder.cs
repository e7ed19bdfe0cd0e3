namespace RulesPlatform.Host.Tests.Api;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("rulesplatform-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
