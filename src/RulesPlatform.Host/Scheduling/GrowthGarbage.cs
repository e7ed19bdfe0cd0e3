namespace RulesPlatform.Host.Scheduling;

/// <summary>
/// Gives back what the first answers of many series left behind. Steady work allocates so little that the collector would keep that memory for
/// hours. Not thread-safe.
/// </summary>
/// <param name="series">How many are known.</param>
/// <param name="giveBack">Stops every thread for as long as it takes, some tens of milliseconds for 100,000 series: not while they still grow.</param>
internal sealed class GrowthGarbage(Func<int> series, Action giveBack)
{
    private const int Growth = 5_000;
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(10);

    private int _cleaned;
    private int _last;
    private DateTimeOffset _grownAt;

    /// <summary>Collects and decommits, which the runtime does only where it is asked for in this way.</summary>
    public static void GiveBack() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    public void Turn(DateTimeOffset now)
    {
        int count = series();
        if (count != _last)
        {
            (_last, _grownAt) = (count, now);
            return;
        }
        if (count - _cleaned >= Growth && now - _grownAt >= s_quiet)
        {
            _cleaned = count;
            giveBack();
        }
    }
}
