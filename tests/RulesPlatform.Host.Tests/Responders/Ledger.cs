using System.Collections.Concurrent;
using System.Threading.Channels;
using RulesPlatform.Pipeline.Cycle;

namespace RulesPlatform.Host.Tests.Responders;

/// <summary>Keeps settled receipts, as the cycle would.</summary>
internal sealed class Ledger
{
    private readonly Channel<ReceiptEntry> _incoming = Channel.CreateUnbounded<ReceiptEntry>();

    /// <summary>In the order in which they were told.</summary>
    public ConcurrentQueue<ReceiptEntry> Entries { get; } = new();

    public void Settle(ReceiptEntry entry)
    {
        Entries.Enqueue(entry);
        _incoming.Writer.TryWrite(entry);
    }

    public async Task<ReceiptEntry> Next() => await _incoming.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    public async Task<IReadOnlyList<ReceiptEntry>> Next(int count)
    {
        var entries = new List<ReceiptEntry>();
        while (entries.Count < count)
        {
            entries.Add(await Next());
        }
        return entries;
    }
}
