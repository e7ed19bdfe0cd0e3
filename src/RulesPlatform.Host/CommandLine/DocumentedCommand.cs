using System.CommandLine;

namespace RulesPlatform.Host.CommandLine;

/// <summary>A command whose help ends with examples.</summary>
internal sealed class DocumentedCommand(string name, string description, params IReadOnlyList<string> examples) : Command(name, description)
{
    /// <summary>As they are typed.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;
}
