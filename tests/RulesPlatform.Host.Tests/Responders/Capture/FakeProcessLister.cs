using RulesPlatform.Host.Responders.Capture;

namespace RulesPlatform.Host.Tests.Responders.Capture;

/// <summary>Processes as a test tells them, one list after the other; the last is told for ever.</summary>
internal sealed class FakeProcessLister(params IReadOnlyList<ProcessReading>[] lists) : IProcessLister
{
    private int _next;

    public IReadOnlyList<ProcessReading> List() => lists[Math.Min(_next++, lists.Length - 1)];

    public IReadOnlyList<int> Find(string process) => [.. lists[0].Where(reading => reading.Name == process).Select(reading => reading.Id)];
}
