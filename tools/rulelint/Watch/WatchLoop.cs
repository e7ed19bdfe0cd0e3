using System.Threading.Channels;
using RulesPlatform.Rules.Loading;

namespace RulesPlatform.RuleLint.Watch;

/// <summary>
/// Does something with a rules folder, and again whenever the folder has changed and come to rest, until it is told to stop. What it says is
/// printed only where it differs from what it said last: saving a file without consequence leaves the screen alone.
/// </summary>
/// <param name="folder">The one that holds <c>ruleset.json</c>.</param>
/// <param name="look">What is to be said of the folder as it is.</param>
/// <param name="print">Gets it.</param>
internal sealed class WatchLoop(string folder, Func<CancellationToken, string> look, Action<string> print, TimeProvider time)
{
    public async Task Run(CancellationToken cancellation)
    {
        // One place: however many changes come while it looks, it looks once more.
        Channel<bool> changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var watch = new RuleFolderWatch(folder, time, () => changes.Writer.TryWrite(true));
        string? last = null;
        try
        {
            do
            {
                string now = look(cancellation);
                if (now != last)
                {
                    print(now);
                }
                last = now;
            }
            while (await changes.Reader.ReadAsync(cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Ctrl-C is how one leaves.
        }
    }
}
