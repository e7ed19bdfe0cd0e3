using System.Globalization;

namespace RulesPlatform.Host.Responders.Capture;

/// <summary>Which process a rule means.</summary>
internal static class ProcessOfInterest
{
    /// <param name="process">Name or id; empty for the platform itself.</param>
    /// <param name="said">How to speak of it: name and id, and that there are others where there are.</param>
    /// <exception cref="EvidenceMissingException">There is none.</exception>
    public static int Find(IProcessLister processes, string process, out string said)
    {
        if (process.Length == 0)
        {
            said = string.Create(CultureInfo.InvariantCulture, $"the platform itself (process {Environment.ProcessId})");
            return Environment.ProcessId;
        }
        IReadOnlyList<int> found = processes.Find(process);
        if (found.Count == 0)
        {
            throw new EvidenceMissingException($"no process '{EvidenceText.OneLine(process)}' runs on this machine");
        }
        string others = found.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $", the largest of {found.Count}") : "";
        said = string.Create(CultureInfo.InvariantCulture, $"{EvidenceText.OneLine(process)} (process {found[0]}{others})");
        return found[0];
    }
}
