using System.CommandLine;

namespace RulesPlatform.Host.CommandLine;

/// <summary>Options that several commands share.</summary>
internal sealed class CommonOptions
{
    public Option<string?> Data { get; } = new("--data", "-d") { Description = "The data folder: where the store is and where a running server says so.", HelpName = "DIR" };

    public Option<string?> Server { get; } = new("--server") { Description = "Ask this server instead of the one of the data folder. Its key is read from RULESPLATFORM_API_KEY.", HelpName = "URL" };

    public Option<bool> Json { get; } = new("--json") { Description = "Print the answer as JSON." };
}
