using System.Text.RegularExpressions;

namespace RulesPlatform.Pipeline.Metrics;

/// <summary>
/// Anchored, non-backtracking regular expressions, one for all who ask for the same text: ten thousand inputs with <c>~5..</c> share
/// one automaton. Building it costs a hundred times what reading the input around it does. Thread-safe.
/// </summary>
internal static class LabelPattern
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline;

    private static readonly RecentCache<string, Regex> Recent = new(1024);

    /// <exception cref="RegexParseException">It is not a regular expression; the offset is one in <paramref name="pattern"/>.</exception>
    /// <exception cref="ArgumentException">It needs backtracking, or an automaton that is too large.</exception>
    public static Regex Of(string pattern) => Recent.GetOrAdd(pattern, Build);

    private static Regex Build(string pattern)
    {
        try
        {
            // By itself first: anchoring it would let "a)|(b" through.
            _ = new Regex(pattern, Options);
            return new Regex($"^(?:{pattern})$", Options);
        }
        catch (NotSupportedException notSupported)
        {
            throw new ArgumentException($"'{pattern}' needs backtracking, which rule files may not ask for: {notSupported.Message}", nameof(pattern), notSupported);
        }
    }
}
