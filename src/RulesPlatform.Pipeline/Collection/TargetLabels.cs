using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Collection;

/// <summary>The labels that every sample of a target carries.</summary>
public static class TargetLabels
{
    private const string Localhost = "localhost";

    /// <summary>
    /// <c>job</c> and <c>instance</c>, under the job's labels, under the target's. <c>instance</c> is host:port of a URL (the
    /// scheme's port where none is written), else the address; <c>localhost</c> of <c>host</c> and <c>self</c> is this machine's name.
    /// </summary>
    public static LabelSet Of(CollectionJob job, Target target)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(target);
        return LabelSet.Of(("job", job.Name), ("instance", InstanceOf(job.Source.Kind, target.Address))).With(job.Labels).With(target.Labels);
    }

    private static string InstanceOf(string source, string address)
    {
        if (address == Localhost && source is "host" or "self")
        {
            return Environment.MachineName;
        }
        bool isUrl = address.Contains("://", StringComparison.Ordinal);
        return isUrl && Uri.TryCreate(address, UriKind.Absolute, out Uri? url) && url.Port >= 0 ? $"{url.Host}:{url.Port}" : address;
    }
}
