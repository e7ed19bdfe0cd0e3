using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Pipeline.Cycle;

/// <summary>
/// The order of everything, on one page: collect → analyse → evaluate thresholds → respond, and store before anything leaves.
/// A state machine over the journal: each input becomes one entry, each entry is applied by one function, live, in recovery and in
/// replay alike. One thread calls it; it holds no clock and starts nothing.
/// </summary>
public sealed class MonitoringCycle
{
    private const int CheckpointFormat = 2;
    private static readonly ResponsePlan NoResponses = new() { Responses = [], Receivers = new Dictionary<string, Receiver>(), DefaultReceiver = "" };

    private readonly IHistory _history;
    private readonly Func<string, RuleSet?> _generation;
    private readonly Action<CycleOutcome> _stored;
    private readonly PerformanceAnalyzer _analyzer;
    private readonly ThresholdEvaluator _evaluator = new();
    private readonly ResponseGenerator _generator = new(NoResponses);
    private readonly EvaluationGate _gate = new();
    private readonly KeptSignals _kept;
    private readonly List<(JournalEntry Entry, CycleOutcome Outcome)> _unstored = [];
    private readonly Dictionary<string, RuleSet> _known = new(StringComparer.Ordinal);
    private readonly DecisionLog _log = new();

    /// <param name="generation">A rule set by its revision, as the history or the loader gives it back; null where it cannot.</param>
    /// <param name="stored">Told what an entry led to once that is durable: only then may notifications leave.</param>
    public MonitoringCycle(IHistory history, Func<string, RuleSet?> generation, Action<CycleOutcome> stored)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(generation);
        ArgumentNullException.ThrowIfNull(stored);
        (_history, _generation, _stored) = (history, generation, stored);
        _analyzer = new PerformanceAnalyzer(history.Series, history.ReadSamples);
        _kept = new KeptSignals(history.Series);
    }

    /// <summary>Null for none.</summary>
    public ICycleObserver? Observer { get; init; }

    /// <summary>The rule set in force; null before the first.</summary>
    public RuleSet? Rules { get; private set; }

    public ThresholdEvaluator Alerts => _evaluator;

    public IReadOnlyList<Silence> Silences => _generator.Silences;

    /// <summary>Sequence of the last entry that was stored or recovered.</summary>
    public long Position { get; private set; }

    /// <summary>Entries whose decisions came out otherwise in recovery than when they were live; anything but 0 is a defect.</summary>
    public long Divergences { get; private set; }

    /// <summary>Slots that passed unjudged because nobody was watching, ever.</summary>
    public long MissedSlots => _gate.Missed;

    /// <summary>Entries that the store has refused so far and that wait for it.</summary>
    public int Unstored => _unstored.Count;

    /// <summary>The newest columns of a group's signals; valid until the next call.</summary>
    public IEnumerable<SignalFrame> FramesOf(string group) => _analyzer.FramesOf(group);

    /// <summary>Restores the newest checkpoint and applies every entry after it, storing and sending nothing: it was stored before.</summary>
    /// <returns>How many entries were applied.</returns>
    public long Recover()
    {
        if (_history.NewestCheckpoint() is { Format: CheckpointFormat } checkpoint && GenerationOf(checkpoint.Revision) is { } rules)
        {
            Load(checkpoint, rules);
        }
        long applied = 0;
        foreach (SequencedEntry past in _history.ReadJournal(Position))
        {
            CycleOutcome outcome = Apply(past.Entry);
            Divergences += outcome.Decisions.Count == past.Decisions ? 0 : 1;
            Position = past.Sequence;
            applied++;
        }
        return applied;
    }

    /// <summary>Applies one entry of a journal and stores nothing: what it would lead to, told by the function that live cycles use.</summary>
    public CycleOutcome Replay(JournalEntry entry) => Apply(entry);

    /// <summary>Takes a rule set into force. The one in force already is left alone.</summary>
    public void Swap(RuleSet rules, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(rules);
        if (Rules?.Revision == rules.Revision)
        {
            return;
        }
        _known[rules.Revision] = rules;
        _history.SaveRuleSet(rules, at);
        Take(new RuleSetEntry(rules.Revision, new Slot(at.ToUnixTimeMilliseconds())));
    }

    /// <summary>Samples arrived: durable first, then seen by analysis.</summary>
    public void Collect(IReadOnlyList<SampleBatch> batches)
    {
        ArgumentNullException.ThrowIfNull(batches);
        Store([.. batches.Select(batch => ((JournalEntry)new BatchEntry(batch), CycleOutcome.Nothing))]);
    }

    /// <summary>Judges every group whose slot is due, in order, and fires the deadlines that have passed.</summary>
    /// <exception cref="HistoryFaultException">The store refuses; nothing is judged until it takes what waits.</exception>
    public void Advance(DateTimeOffset now)
    {
        StoreAgain();
        while (_gate.Next(now, _analyzer) is { } due)
        {
            Take(new JudgementEntry(due.Group.Name, due.Slot, Rules!.Revision));
        }
        if (_generator.NextDeadline is { } deadline && deadline <= now)
        {
            Take(new DeadlineEntry(now));
        }
    }

    /// <summary>When <see cref="Advance"/> next has something to do though nothing arrives; null for never.</summary>
    public DateTimeOffset? NextDue(DateTimeOffset now)
    {
        DateTimeOffset? judgement = _gate.NextDue(now);
        DateTimeOffset? deadline = _generator.NextDeadline;
        return judgement is null || deadline < judgement ? deadline ?? judgement : judgement;
    }

    /// <summary>Does what a person asked; the outcome's decisions say what came of it.</summary>
    public CycleOutcome Command(OperatorCommand command, DateTimeOffset at) => Take(new CommandEntry(command, at));

    /// <summary>Notes what became of a notification.</summary>
    public void Settle(ReceiptEntry receipt) => Take(receipt);

    /// <summary>Tries again to store what the store refused.</summary>
    /// <exception cref="HistoryFaultException">It still refuses.</exception>
    public void StoreAgain() => Store([]);

    /// <summary>Saves the whole state, so that recovery begins here.</summary>
    public void SaveCheckpoint()
    {
        if (Rules is null || _unstored.Count > 0)
        {
            return;
        }
        using var writer = new StateWriter();
        _log.Save(writer);
        _gate.Save(writer);
        _analyzer.Save(writer);
        _evaluator.Save(writer);
        _generator.Save(writer);
        _history.SaveCheckpoint(new Checkpoint(Position, CheckpointFormat, Rules.Revision, writer.ToMemory()));
    }

    private void Load(Checkpoint checkpoint, RuleSet rules)
    {
        Use(rules, new Slot(0));
        using var reader = new StateReader(checkpoint.State);
        _log.Load(reader);
        _gate.Load(reader);
        _analyzer.Load(reader);
        _evaluator.Load(reader);
        _generator.Load(reader);
        Position = checkpoint.Through;
    }

    private RuleSet? GenerationOf(string revision)
    {
        if (!_known.TryGetValue(revision, out RuleSet? rules) && _generation(revision) is { } loaded)
        {
            _known[revision] = rules = loaded;
        }
        return rules;
    }

    /// <summary>Applies an entry and stores it with what it led to, in one transaction.</summary>
    private CycleOutcome Take(JournalEntry entry)
    {
        StoreAgain();
        CycleOutcome outcome = Apply(entry);
        Store([(entry, outcome)]);
        return outcome;
    }

    private void Store(IReadOnlyList<(JournalEntry Entry, CycleOutcome Outcome)> entries)
    {
        _unstored.AddRange(entries);
        if (_unstored.Count == 0)
        {
            return;
        }
        Observer?.Begin(CycleStage.Store, "");
        Position = _history.Append(_unstored) + _unstored.Count - 1;
        Observer?.End();
        (JournalEntry Entry, CycleOutcome Outcome)[] stored = [.. _unstored];
        _unstored.Clear();
        foreach ((JournalEntry entry, CycleOutcome outcome) in stored)
        {
            if (entry is BatchEntry batch)
            {
                Accept(batch.Batch);
            }
            _stored(outcome);
        }
    }

    /// <summary>The one function of state: what an entry does.</summary>
    private CycleOutcome Apply(JournalEntry entry) => entry switch
    {
        BatchEntry batch => Accept(batch.Batch),
        JudgementEntry judgement => Judge(judgement),
        RuleSetEntry swap => Apply(swap),
        DeadlineEntry deadline => _log.Told(new Slot(deadline.Through.ToUnixTimeMilliseconds()), _generator.Fire(deadline.Through)),
        CommandEntry command => Apply(command),
        ReceiptEntry receipt => Apply(receipt),
        _ => throw new ArgumentOutOfRangeException(nameof(entry), entry, "The journal holds no such entry."),
    };

    private CycleOutcome Accept(SampleBatch batch)
    {
        _gate.Note(batch);
        _analyzer.Accept(batch);
        return CycleOutcome.Nothing;
    }

    private CycleOutcome Judge(JudgementEntry entry)
    {
        WatchGroup group = Rules!.Groups.First(group => group.Name == entry.Group);
        _gate.NoteJudged(group, entry.Slot);
        Observer?.Begin(CycleStage.Analysis, entry.Group);
        GroupSignals signals = _analyzer.Analyze(entry.Group, entry.Slot);
        Observer?.Begin(CycleStage.Thresholds, entry.Group);
        ThresholdOutcome thresholds = _evaluator.Evaluate(signals);
        _analyzer.Learn(entry.Group, entry.Slot, _evaluator.BreachedSince);
        Observer?.Begin(CycleStage.Responses, entry.Group);
        ResponseOutcome responses = _generator.Respond(entry.Slot, thresholds.Changes);
        Observer?.End();
        return _log.Told(entry.Slot, responses, thresholds.Changes, thresholds.Quarantines) with { Signals = _kept.Take(signals) };
    }

    private CycleOutcome Apply(RuleSetEntry entry)
    {
        RuleSet rules = GenerationOf(entry.Revision)
            ?? throw new InvalidOperationException($"Rule set {entry.Revision} is in the journal but its files were not kept; the journal cannot be replayed past {entry.At}.");
        string? before = Rules?.Revision;
        (IReadOnlyList<AlertChange> changes, ResponseOutcome responses, ResponseOutcome planned) = Use(rules, entry.At);
        Decision swap = _log.Decide(entry.At, "ruleset.changed", rules.Revision, DecisionText.Of(("revision", rules.Revision), ("replaced", before), ("name", rules.Name), ("version", rules.Version)));
        CycleOutcome first = _log.Told(entry.At, responses, changes);
        CycleOutcome second = _log.Told(entry.At, planned);
        return first with
        {
            Decisions = [swap, .. first.Decisions, .. second.Decisions],
            Notifications = [.. first.Notifications, .. second.Notifications],
        };
    }

    /// <summary>Alerts of removed rules end by the routes that told of them; only then are the others routed anew.</summary>
    private (IReadOnlyList<AlertChange> Changes, ResponseOutcome Ended, ResponseOutcome Routed) Use(RuleSet rules, Slot at)
    {
        Rules = rules;
        _gate.Use(rules.Groups, rules.Jobs);
        _analyzer.Use(rules.Groups);
        IReadOnlyList<AlertChange> changes = _evaluator.Use(
            new ThresholdPlan(rules.Revision, rules.Rules, rules.DefaultRules, (calendar, slot) => !rules.Calendars.TryGetValue(calendar, out Calendar? known) || known.IsOpen(slot.Instant)), at);
        ResponseOutcome ended = _generator.Respond(at, changes);
        return (changes, ended, _generator.Use(PlanOf(rules), at.Instant));
    }

    private static ResponsePlan PlanOf(RuleSet rules) => new()
    {
        Responses = rules.Responses,
        Receivers = rules.Receivers,
        DefaultReceiver = rules.DefaultReceiver,
        Inhibitions = rules.Inhibitions,
        Calendars = rules.Calendars,
        Commands = rules.Commands,
        Limits = rules.Rules.Concat(rules.DefaultRules).ToDictionary(rule => rule.Id, AlertLimits.Of, StringComparer.Ordinal),
    };

    private CycleOutcome Apply(ReceiptEntry receipt)
    {
        var at = new Slot(receipt.At.ToUnixTimeMilliseconds());
        Decision settled = _log.Decide(at, "notification.settled", receipt.DedupKey, DecisionText.Of(
            ("key", receipt.DedupKey), ("receiver", receipt.Receiver), ("outcome", receipt.Receipt.Outcome.ToString()), ("detail", receipt.Receipt.Detail)));
        return _log.After(settled, at, _generator.Settle(receipt.DedupKey, receipt.Receipt, receipt.At));
    }

    private CycleOutcome Apply(CommandEntry entry)
    {
        var at = new Slot(entry.At.ToUnixTimeMilliseconds());
        switch (entry.Command)
        {
            case AddSilence add:
                Silence silence = _generator.AddSilence(add.Matchers, add.StartsAt, add.EndsAt, add.Author, add.Comment, entry.At);
                return _log.After(
                    _log.Decide(at, "silence.added", silence.Id, DecisionText.Of(silence)), at, _generator.Fire(entry.At));
            case ExpireSilence expire:
                ResponseOutcome? freed = _generator.ExpireSilence(expire.Id, entry.At);
                return _log.After(
                    _log.Decide(at, freed is null ? "command.refused" : "silence.expired", expire.Id, DecisionText.Of(("id", expire.Id), ("author", expire.Author))),
                    at,
                    freed ?? ResponseOutcome.Nothing);
            case Acknowledge acknowledge:
                AlertId? known = _generator.Acknowledge(acknowledge.Alert, acknowledge.Author);
                return _log.After(
                    _log.Decide(at, known is null ? "command.refused" : "alert.acknowledged", acknowledge.Alert, DecisionText.Of(
                        ("alert", acknowledge.Alert), ("rule", known?.Rule), ("author", acknowledge.Author), ("comment", acknowledge.Comment), ("noise", acknowledge.IsNoise ? "true" : "false"))),
                    at,
                    ResponseOutcome.Nothing);
            default:
                throw new ArgumentOutOfRangeException(nameof(entry), entry.Command, "No such command.");
        }
    }
}
