using System.Diagnostics.CodeAnalysis;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Rules.Compile;

/// <summary>What <c>alert</c> is to the parser: each member becomes one of <see cref="AlertFacts"/>.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "The parser reads its members; there is never an instance")]
[SuppressMessage("Performance", "CA1822", Justification = "The parser looks for members of an instance")]
internal sealed class AlertWords
{
    public string Rule => "";

    public string Name => "";

    public string Severity => "";

    public string State => "";

    public string Reason => "";

    public string Owner => "";

    public bool IsDefault => false;

    public double Value => 0;

    public double Score => 0;

    public string Label(string name) => name;
}
