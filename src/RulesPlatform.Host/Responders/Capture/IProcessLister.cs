namespace RulesPlatform.Host.Responders.Capture;

/// <summary>The processes of this machine. Thread-safe.</summary>
internal interface IProcessLister
{
    /// <summary>All that can be seen now; those that end meanwhile are left out.</summary>
    IReadOnlyList<ProcessReading> List();

    /// <summary>Ids of the processes a person means by a name or an id, the largest in memory first.</summary>
    IReadOnlyList<int> Find(string process);
}
