using Microsoft.Data.Sqlite;
using RulesPlatform.History.Samples;

namespace RulesPlatform.History.Reading;

/// <summary>What the process that writes holds in memory.</summary>
internal sealed class UnsealedInMemory(Catalog catalog) : IUnsealed
{
    public IReadOnlyList<StreamPart> Find(SqliteConnection connection, IReadOnlyList<int> series)
    {
        var members = new Dictionary<SampleStream, List<int>>();
        for (int i = 0; i < series.Count; i++)
        {
            foreach (SampleStream stream in catalog.StreamsOf(series[i]))
            {
                if (!members.TryGetValue(stream, out List<int>? of))
                {
                    members.Add(stream, of = []);
                }
                of.Add(i);
            }
        }
        return [.. members.Select(pair => new StreamPart(pair.Key.Id, pair.Value, pair.Key.Snapshot()))];
    }
}
