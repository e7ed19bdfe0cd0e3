using System.Diagnostics.CodeAnalysis;
using RulesPlatform.Pipeline.Collection;

namespace RulesPlatform.Host.Responders;

internal static class SecretExtensions
{
    /// <summary>False with a sentence that names the place, never the value, when the secret cannot be read now.</summary>
    public static bool TryReveal(this Secret secret, [NotNullWhen(true)] out string? value, [NotNullWhen(false)] out string? problem)
    {
        try
        {
            (value, problem) = (secret.Reveal(), null);
            return true;
        }
        catch (InvalidOperationException failure)
        {
            (value, problem) = (null, failure.Message);
            return false;
        }
    }
}
