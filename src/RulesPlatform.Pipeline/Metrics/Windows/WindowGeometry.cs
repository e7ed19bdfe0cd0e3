namespace RulesPlatform.Pipeline.Metrics.Windows;

/// <summary>
/// How a window is cut into panes. Pane k is the half-open span (k·w, (k+1)·w] since the Unix epoch, so live, restarted and replayed
/// windows are the same. A window holds the newest <see cref="Panes"/> panes, the open one included: it never reaches further back than
/// <c>over</c>, and falls short of it by at most one pane (1/64 of the span) where the slot is not on a pane's edge. Panes that wait out an
/// offset are as long as 1/512 of it, though no longer than the window: it then ends up to one pane later than the offset says.
/// </summary>
internal readonly record struct WindowGeometry
{
    private const int MostPanes = 64;

    /// <summary>How many panes wait out an offset, unless the window is shorter still than one of them.</summary>
    public const int MostWaiting = 512;

    /// <param name="interval">Of the group: slots are its multiples.</param>
    public WindowGeometry(TimeSpan interval, TimeSpan over, TimeSpan offset)
    {
        long step = Gcd((long)interval.TotalMilliseconds, (long)over.TotalMilliseconds);
        step = offset > TimeSpan.Zero ? Gcd(step, (long)offset.TotalMilliseconds) : step;
        long steps = (long)over.TotalMilliseconds / step;
        long stepsAPane = (steps + MostPanes - 1) / MostPanes;
        if (offset > TimeSpan.Zero)
        {
            long delay = (long)offset.TotalMilliseconds / step;
            stepsAPane = Dividing(delay, steps, Math.Max(stepsAPane, (delay + MostWaiting - 1) / MostWaiting));
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

    /// <summary>
    /// Panes must divide the offset, or the delayed window would not end where the author said; where they can, the window too, so that it is
    /// as long as the author said. The shortest that is long enough, else the longest.
    /// </summary>
    private static long Dividing(long delay, long over, long least)
    {
        long found = 1;
        for (long pane = 1; pane <= over; pane++)
        {
            if (delay % pane != 0)
            {
                continue;
            }
            if (pane >= least && over % pane == 0)
            {
                return pane;
            }
            found = found < least ? pane : found;
        }
        return found;
    }

    private static long Gcd(long a, long b) => b == 0 ? a : Gcd(b, a % b);
}
