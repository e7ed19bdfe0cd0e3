namespace RulesPlatform.Pipeline.Metrics.Windows;

/// <summary>
/// How a window is cut into panes. Pane k is the half-open span (k·w, (k+1)·w] since the Unix epoch, so live, restarted and replayed
/// windows are the same. A window holds the newest <see cref="Panes"/> panes, the open one included: it never reaches further back than
/// <c>over</c>, and falls short of it by at most one pane (1/64 of the span) where the slot is not on a pane's edge.
/// </summary>
internal readonly record struct WindowGeometry
{
    private const int MostPanes = 64;

    /// <param name="interval">Of the group: slots are its multiples.</param>
    public WindowGeometry(TimeSpan interval, TimeSpan over, TimeSpan offset)
    {
        long step = Gcd((long)interval.TotalMilliseconds, (long)over.TotalMilliseconds);
        step = offset > TimeSpan.Zero ? Gcd(step, (long)offset.TotalMilliseconds) : step;
        long steps = (long)over.TotalMilliseconds / step;
        long stepsAPane = (steps + MostPanes - 1) / MostPanes;
        if (offset > TimeSpan.Zero)
        {
            // Panes must divide the offset, or the delayed window would not end where the author said.
            while ((long)offset.TotalMilliseconds % (stepsAPane * step) != 0)
            {
                stepsAPane++;
            }
        }
        PaneMs = stepsAPane * step;
        Panes = (int)Math.Max(1, steps / stepsAPane);
        DelayPanes = (int)((long)offset.TotalMilliseconds / PaneMs);
        OverMs = (long)over.TotalMilliseconds;
    }

    public long PaneMs { get; }

    public int Panes { get; }

    /// <summary>The offset in panes.</summary>
    public int DelayPanes { get; }

    public long OverMs { get; }

    /// <summary>The pane that holds <paramref name="unixMs"/>: an instant on an edge belongs to the pane it ends.</summary>
    public long PaneOf(long unixMs) => Math.DivRem(unixMs - 1, PaneMs) is var (pane, rest) && rest < 0 ? pane - 1 : pane;

    private static long Gcd(long a, long b) => b == 0 ? a : Gcd(b, a % b);
}
