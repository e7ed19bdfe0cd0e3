using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Collection;

/// <summary>
/// What is known of one target from slot to slot: its source, its columns, and the series it had. One slot at a time works on it;
/// what a slot changed takes effect with <see cref="Commit"/>, once its batch was accepted.
/// </summary>
internal sealed class TargetMemory
{
    public const int SyntheticCount = 3;

    private readonly AnswerPlan _plan = new();
    private readonly List<int> _ended = [];
    private readonly int[] _synthetic = new int[SyntheticCount];
    private HashSet<int> _known = [];
    private IMetricSource? _source;
    private string? _openedFor;
    private string? _labelledFor;
    private Task _running = Task.CompletedTask;
    private bool _isKnownFromPlan;
    private bool _hasNewPlan;
    private bool _hasAnswer;
    private volatile TargetOutcome? _outcome;

    public TargetMemory(Target target) => Target = target;

    public Target Target { get; }

    public SampleWriter? Writer { get; private set; }

    /// <summary>Whether it failed at the last slot it settled for. A target that was never asked is not down.</summary>
    public bool WasDown { get; private set; }

    public string? LastReason { get; private set; }

    /// <summary>Whether any answer is remembered.</summary>
    public bool WasEverUp => _isKnownFromPlan || _known.Count > 0;

    /// <summary>How this slot went; null while the target is being asked.</summary>
    public TargetOutcome? Outcome
    {
        get => _outcome;
        set => _outcome = value;
    }

    /// <summary>Whether this slot's <c>up</c> was handed over as 0 before the target settled.</summary>
    public bool IsPresumedDown { get; set; }

    /// <summary><c>up</c>, <c>scrape_duration_seconds</c>, <c>scrape_samples_scraped</c>.</summary>
    public ReadOnlySpan<int> Synthetic => _synthetic;

    public int AnsweredCount => _hasAnswer ? _plan.Count : 0;

    public IReadOnlyList<int> Ended => _ended;

    public int Duplicates => _plan.Duplicates;

    public bool IsTimed => _hasAnswer && Writer is { Times.IsEmpty: false };

    public bool IsBusy => !_running.IsCompleted;

    /// <summary>Whether the series is one of its own: known before, or answered now. Safe while the target is being asked.</summary>
    public bool Has(int series) =>
        _synthetic.AsSpan().Contains(series) || _known.Contains(series) || (Outcome is not null && _hasAnswer && _plan.Contains(series));

    /// <summary>Opens the source, anew where the job's content changed.</summary>
    /// <exception cref="Exception">Whatever opening threw; the next slot tries again.</exception>
    public IMetricSource Open(CollectionJob job, Func<CollectionJob, Target, IMetricSource> open)
    {
        if (_source is not null && _openedFor == job.ContentHash)
        {
            return _source;
        }
        Close();
        _source = open(job, Target);
        _openedFor = job.ContentHash;
        return _source;
    }

    /// <summary>Gives the synthetic series and the writer the labels of the job as it is now.</summary>
    public void Label(CollectionJob job, SeriesTable table, LabelSet labels)
    {
        if (Writer is not null && _labelledFor == job.ContentHash)
        {
            return;
        }
        if (Writer is not null && Writer.TargetLabels != labels)
        {
            _known.UnionWith(_synthetic);
            _isKnownFromPlan = false;
        }
        _labelledFor = job.ContentHash;
        Writer = new SampleWriter(table, job.Guards, labels, MetricFilter.Of(job));
        _plan.Reset();
        _synthetic[0] = table.Intern(new SeriesKey("up", labels)).Value;
        _synthetic[1] = table.Intern(new SeriesKey("scrape_duration_seconds", labels)).Value;
        _synthetic[2] = table.Intern(new SeriesKey("scrape_samples_scraped", labels)).Value;
    }

    public Task Run(IMetricSource source, Slot slot, CancellationToken cancellation)
    {
        SampleWriter writer = Writer!;
        writer.Clear();
        _running = Task.Run(() => source.Collect(writer, slot, cancellation).AsTask(), CancellationToken.None);
        _ = _running.ContinueWith(abandoned => _ = abandoned.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return _running;
    }

    public void BeginSlot()
    {
        (Outcome, IsPresumedDown, _hasAnswer, _hasNewPlan) = (null, false, false, false);
        _ended.Clear();
    }

    /// <summary>Takes what the writer holds as this slot's answer and works out which series it ended.</summary>
    public void TakeAnswer(Slot slot)
    {
        _hasAnswer = true;
        _ended.Clear();
        _hasNewPlan = _plan.Build(Writer!, slot, _synthetic) || !_isKnownFromPlan;
        if (!_hasNewPlan)
        {
            return;
        }
        foreach (int series in _known)
        {
            if (!_plan.Contains(series))
            {
                _ended.Add(series);
            }
        }
        _ended.Sort();
    }

    public void CopyTo(Slot slot, Span<int> series, Span<double> values, Span<long> times) => _plan.CopyTo(Writer!, slot, series, values, times);

    /// <summary>This slot's outcome was accepted: the series of its answer are the ones that a later answer can end.</summary>
    public void Commit()
    {
        WasDown = Outcome!.Reason is not null;
        LastReason = Outcome.Reason;
        if (!_hasAnswer)
        {
            return;
        }
        if (_hasNewPlan)
        {
            _known.Clear();
            foreach (int series in _plan.Present)
            {
                if (!_plan.IsOwnTimed(series))
                {
                    _known.Add(series);
                }
            }
            _isKnownFromPlan = true;
            _ended.Clear();
        }
        (_source as ICommittedSource)?.Commit();
    }

    /// <summary>This slot's outcome was not accepted: the next answer is compared with what was known before.</summary>
    public void Forget()
    {
        _isKnownFromPlan &= !_hasNewPlan;
        _plan.Reset();
    }

    public void Remember(HashSet<int> known, bool wasDown)
    {
        _known = known;
        _isKnownFromPlan = false;
        (WasDown, LastReason) = (wasDown, wasDown ? "down before the restart" : null);
    }

    /// <summary>Every series that ends when the target goes, ascending.</summary>
    public int[] AllSeries()
    {
        IEnumerable<int> synthetic = Writer is null ? [] : _synthetic;
        return [.. _known.Concat(synthetic).Distinct().Order()];
    }

    /// <summary>Disposes the source as soon as it has returned.</summary>
    public void Close()
    {
        if (_source is not { } source)
        {
            return;
        }
        Task running = _running;
        (_source, _running) = (null, Task.CompletedTask);
        if (running.IsCompleted)
        {
            source.Dispose();
            return;
        }
        _ = running.ContinueWith(_ => source.Dispose(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }
}
