using System.Text.RegularExpressions;
using RulesPlatform.Pipeline.Collection;

namespace RulesPlatform.Host.Sources.Probes;

/// <summary>The regular expression of a rule file that an answer must contain. Never backtracks, so that no answer can stall a check.</summary>
internal static class BodyPattern
{
    /// <param name="setting">Where the rule file has it.</param>
    /// <returns>Null for null.</returns>
    /// <exception cref="SourceFaultException">It is no regular expression, or needs backtracking.</exception>
    public static Regex? Compile(string? pattern, string setting)
    {
        try
        {
            return pattern is null ? null : new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception failure) when (failure is ArgumentException or NotSupportedException)
        {
            throw new SourceFaultException($"'{pattern}' in {setting} is no regular expression that can be matched without backtracking: {failure.Message}", failure);
        }
    }
}
