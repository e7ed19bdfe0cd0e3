using RulesPlatform.History;
using RulesPlatform.Pipeline.Cycle;

namespace RulesPlatform.Host.Scheduling;

/// <summary>
/// What the cycle's thread does when nothing waits: seals samples a little at a time, saves a checkpoint once an hour or after many entries, and gives
/// memory back once many new series have settled.
/// </summary>
internal sealed class Upkeep(SqliteHistory history, TimeSpan atMost)
{
    private static readonly TimeSpan CheckpointEvery = TimeSpan.FromHours(1);
    private const long EntriesBetweenCheckpoints = 20_000;

    private readonly GrowthGarbage _growth = new(() => history.Series.Count, GrowthGarbage.GiveBack);

    private DateTimeOffset _saved;
    private long _position = -1;

    public void Turn(MonitoringCycle cycle, DateTimeOffset now)
    {
        if (_position < 0)
        {
            (_saved, _position) = (now, cycle.Position);
        }
        if (now - _saved >= CheckpointEvery || cycle.Position - _position >= EntriesBetweenCheckpoints)
        {
            cycle.SaveCheckpoint();
            (_saved, _position) = (now, cycle.Position);
        }
        history.Work(atMost);
        _growth.Turn(now);
    }
}
