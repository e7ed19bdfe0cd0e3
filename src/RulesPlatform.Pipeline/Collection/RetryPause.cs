using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Collection;

/// <summary>How long to wait before a target is asked again inside its slot.</summary>
internal static class RetryPause
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>
    /// A twentieth of the timeout, at most a second, scaled by ½ to 1½ from a hash of job, target and slot: the same in every
    /// run, yet targets that fell together do not come back together.
    /// </summary>
    public static TimeSpan Of(CollectionJob job, Target target, Slot slot)
    {
        TimeSpan twentieth = job.Timeout / 20;
        TimeSpan middle = twentieth < Longest ? twentieth : Longest;
        uint hash = Hash(Hash(2166136261, job.Name), target.Address);
        hash = (hash ^ (uint)slot.UnixMs ^ (uint)(slot.UnixMs >> 32)) * 16777619;
        hash = (hash ^ (hash >> 15)) * 0x85EB_CA6B;
        return middle * (0.5 + (hash >> 8) / (double)(1 << 24));
    }

    /// <summary>FNV-1a over UTF-16 units.</summary>
    private static uint Hash(uint hash, string text)
    {
        foreach (char unit in text)
        {
            hash = (hash ^ unit) * 16777619;
        }
        return hash;
    }
}
