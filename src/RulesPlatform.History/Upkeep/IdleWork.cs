using System.Diagnostics;
using Dapper;
using RulesPlatform.History.Rollups;
using RulesPlatform.History.Samples;
using RulesPlatform.History.Storage;

namespace RulesPlatform.History.Upkeep;

/// <summary>What the writer does when nothing waits, most urgent first: sealing, the write-ahead log, rollups, retention. Writer's thread only.</summary>
internal sealed class IdleWork(WriteConnection connection, Sealer sealer, DaysToRoll days, Retention retention)
{
    /// <summary>From this size on the write-ahead log is moved into the file.</summary>
    private const long LogBytes = 4 << 20;

    /// <summary>Works until nothing is left or <paramref name="atMost"/> has passed.</summary>
    /// <returns>True while there is more to do.</returns>
    public bool Run(TimeSpan atMost, bool everything)
    {
        long began = Stopwatch.GetTimestamp();
        while (sealer.Step(everything) || MoveLog(LogBytes) || days.Step() || retention.Step())
        {
            if (Stopwatch.GetElapsedTime(began) >= atMost)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Moves the log into the file once it holds more than <paramref name="bytes"/>; readers that still need a part of it keep it.</summary>
    public bool MoveLog(long bytes)
    {
        if (connection.LogBytes < bytes)
        {
            return false;
        }
        connection.Raw.Execute("PRAGMA wal_checkpoint(PASSIVE)");
        connection.LogMoved();
        return true;
    }
}
