using RulesPlatform.History;
using RulesPlatform.History.Slicing;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Scheduling;

/// <summary>Cuts parts out of the running platform's store, one at a time, beside its writer.</summary>
internal sealed class SliceCutter(string dataFolder) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <summary>What takes longer asks for too much. Well below what rulelint waits for, so that it hears why.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(5);

    /// <returns>Null while another one is being cut or sent.</returns>
    /// <exception cref="HistoryException">It took too long.</exception>
    public async Task<Stream?> Cut(IReadOnlyList<SliceInput> inputs, Slot from, CancellationToken cancellation)
    {
        if (!await _oneAtATime.WaitAsync(TimeSpan.Zero, cancellation))
        {
            return null;
        }
        string folder = Path.Combine(Path.GetTempPath(), $"rulesplatform-slice-{Path.GetRandomFileName()}");
        Stream? slice = null;
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(s_longest);
        try
        {
            await Task.Run(
                () =>
                {
                    using HistoryReader source = HistoryReader.Open(dataFolder);
                    HistorySlice.Write(source, folder, inputs, from, _ => { }, limited.Token);
                },
                limited.Token);
            return slice = new SliceStream(folder, () => _oneAtATime.Release());
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new HistoryException($"It was not done after {s_longest.TotalMinutes} minutes; ask for a shorter time, or for fewer series.");
        }
        finally
        {
            if (slice is null)
            {
                Clear(folder);
                _oneAtATime.Release();
            }
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private static void Clear(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The slice's one file; its folder goes with it.</summary>
    private sealed class SliceStream(string folder, Action closed) : FileStream(HistoryReader.DatabaseIn(folder), FileMode.Open, FileAccess.Read)
    {
        private int _isClosed;

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            Close(disposing);
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            Close(isCertain: true);
        }

        private void Close(bool isCertain)
        {
            if (isCertain && Interlocked.Exchange(ref _isClosed, 1) == 0)
            {
                Clear(folder);
                closed();
            }
        }
    }
}
