using RulesPlatform.Host.Settings;

namespace RulesPlatform.Host.Api.Access;

/// <summary>The keys that may write.</summary>
internal sealed class ApiKeyring(IReadOnlyList<ApiKey> keys)
{
    /// <summary>Whose key it is, or null where it is nobody's. Every key is compared, whichever fits.</summary>
    public string? HolderOf(string presented)
    {
        string? holder = null;
        foreach (ApiKey key in keys)
        {
            holder = key.Matches(presented) ? key.Name : holder;
        }
        return holder;
    }
}
