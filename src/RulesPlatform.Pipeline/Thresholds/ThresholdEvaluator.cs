using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Thresholds;

/// <summary>
/// The third stage: signals in, changes of alerts out. Holds the alert book. A function of the calls made to it: no clock, no threads,
/// no I/O. A rule that stays quiet costs a call of its delegate and allocates nothing. Not thread-safe.
/// </summary>
public sealed class ThresholdEvaluator
{
    private static readonly List<RuleBook> None = [];

    private readonly SortedDictionary<string, RuleBook> _books = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<RuleBook>> _rulesOfSignal = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<RuleBook>> _defaultsOfSignal = new(StringComparer.Ordinal);
    private readonly RuleOperands _operands = new();
    private readonly List<ChangeDraft> _drafts = [];
    private readonly List<Quarantine> _quarantines = [];
    private bool[] _wantsDefault = [];
    private ThresholdPlan _plan = new("", [], [], (_, _) => true);

    /// <summary>Alerts that are not Inactive, by rule id and labels.</summary>
    public IEnumerable<AlertSnapshot> Alerts =>
        _books.Values.SelectMany(book => book.Alerts
            .OrderBy(alert => alert.Labels)
            .Select(alert => new AlertSnapshot(
                new AlertId(book.Rule.Id, alert.Labels), alert.Entry.State, alert.Entry.Incarnation, book.Rule.Severity, book.Rule.Mode, alert.Entry.HeldBy)));

    /// <summary>Rules that were put aside, by id.</summary>
    public IEnumerable<string> Quarantined => _books.Values.Where(book => book.IsQuarantined).Select(book => book.Rule.Id);

    /// <summary>Takes other rules into force. An edited or renamed rule keeps its alerts; those of a removed rule end with that reason.</summary>
    public IReadOnlyList<AlertChange> Use(ThresholdPlan plan, Slot at)
    {
        ArgumentNullException.ThrowIfNull(plan);
        string revision = _plan.Revision;
        _plan = plan;
        var earlier = new SortedDictionary<string, RuleBook>(_books, StringComparer.Ordinal);
        _books.Clear();
        _rulesOfSignal.Clear();
        _defaultsOfSignal.Clear();
        foreach (ThresholdRule rule in plan.Rules.Concat(plan.DefaultRules))
        {
            var book = new RuleBook(rule);
            foreach (string id in rule.Formerly.Prepend(rule.Id))
            {
                if (earlier.Remove(id, out RuleBook? known))
                {
                    book.Inherit(known);
                }
            }
            _books[rule.Id] = book;
            Dictionary<string, List<RuleBook>> bySignal = rule.IsDefault ? _defaultsOfSignal : _rulesOfSignal;
            if (!bySignal.TryGetValue(rule.Signal, out List<RuleBook>? books))
            {
                bySignal[rule.Signal] = books = [];
            }
            books.Add(book);
        }
        foreach (RuleBook gone in earlier.Values)
        {
            foreach ((LabelSet labels, AlertEntry entry) in gone.Alerts.ToList())
            {
                if (entry.End(ChangeReason.RuleRemoved) is { } step)
                {
                    _drafts.Add(new ChangeDraft(gone, labels, entry, step, Verdict.Unknown, null, -1));
                }
            }
        }
        return Told(at, revision);
    }

    /// <summary>Judges every rule of the group's signals for one slot.</summary>
    public ThresholdOutcome Evaluate(GroupSignals signals)
    {
        ArgumentNullException.ThrowIfNull(signals);
        TimeSpan interval = signals.Group.Interval;
        for (int i = 0; i < signals.Frames.Count; i++)
        {
            SignalFrame frame = signals.Frames[i];
            List<RuleBook> rules = BooksOf(_rulesOfSignal, frame);
            List<RuleBook> defaults = BooksOf(_defaultsOfSignal, frame);
            ResetWants(frame.Count, !rules.Exists(book => book.Rule.Mode == RuleMode.Active));
            foreach (RuleBook book in rules)
            {
                Judge(book, frame, signals.Slot, interval);
            }
            foreach (RuleBook book in defaults)
            {
                JudgeDefault(book, frame, signals.Slot, interval);
            }
        }
        for (int i = 0; i < signals.Frames.Count; i++)
        {
            foreach (RuleBook book in BooksOf(_rulesOfSignal, signals.Frames[i]))
            {
                NoteHolds(book, signals.Frames[i], signals.Slot);
            }
        }
        if (_drafts.Count == 0 && _quarantines.Count == 0)
        {
            return ThresholdOutcome.Nothing;
        }
        Quarantine[] quarantines = [.. _quarantines];
        _quarantines.Clear();
        return new ThresholdOutcome(Told(signals.Slot, _plan.Revision), quarantines);
    }

    /// <summary>Since when a non-shadow rule has been breached at a row, the earliest where there are several; null while none is.</summary>
    public Slot? BreachedSince(SignalFrame frame, int row)
    {
        ArgumentNullException.ThrowIfNull(frame);
        Slot? first = Earliest(BooksOf(_rulesOfSignal, frame), frame, row);
        Slot? second = Earliest(BooksOf(_defaultsOfSignal, frame), frame, row);
        return first is null || second < first ? second ?? first : first;
    }

    public void Save(StateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(_books.Count);
        foreach ((string id, RuleBook book) in _books)
        {
            writer.Write(id);
            book.Save(writer);
        }
    }

    /// <summary>Restores what was saved with the same rules in force.</summary>
    public void Load(StateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            _books[reader.ReadString()].Load(reader);
        }
    }

    private static List<RuleBook> BooksOf(Dictionary<string, List<RuleBook>> bySignal, SignalFrame frame) =>
        bySignal.TryGetValue(frame.Definition.Name, out List<RuleBook>? books) ? books : None;

    private static Slot? Earliest(List<RuleBook> books, SignalFrame frame, int row)
    {
        Slot? first = null;
        foreach (RuleBook book in books)
        {
            if (book.Rule.Mode == RuleMode.Active && book.BreachedSince(frame, row) is { } since && (first is null || since < first))
            {
                first = since;
            }
        }
        return first;
    }

    private void ResetWants(int count, bool value)
    {
        if (_wantsDefault.Length < count)
        {
            _wantsDefault = new bool[count * 2];
        }
        _wantsDefault.AsSpan(0, count).Fill(value);
    }

    private bool IsOpen(ThresholdRule rule, Slot slot) => rule.ActiveWhen is null || _plan.IsOpen(rule.ActiveWhen, slot);

    private void Judge(RuleBook book, SignalFrame frame, Slot slot, TimeSpan interval)
    {
        book.Bind(frame);
        EndStrays(book, frame, slot, interval);
        if (!IsOpen(book.Rule, slot))
        {
            return;
        }
        bool threw = false;
        for (int row = 0; row < frame.Count; row++)
        {
            Verdict verdict = book.Judge(frame, row, _operands);
            if (verdict == Verdict.Quiet && book.EntryAt(row) is null)
            {
                continue;
            }
            threw |= verdict == Verdict.Faulted && frame.Reason[row] == UnknownReason.None && !book.IsQuarantined;
            Step(book, frame, row, verdict, slot, interval);
        }
        if (book.CountFaults(threw))
        {
            ThresholdRule rule = book.Rule;
            _quarantines.Add(new Quarantine(rule.Id, rule.Owner, slot, book.LastFault ?? "", rule.Origin));
        }
    }

    /// <summary>A default rule judges the rows that want one; on the others its alert, if any, comes to its end.</summary>
    private void JudgeDefault(RuleBook book, SignalFrame frame, Slot slot, TimeSpan interval)
    {
        book.Bind(frame);
        EndStrays(book, frame, slot, interval);
        for (int row = 0; row < frame.Count; row++)
        {
            bool isIdle = book.EntryAt(row) is null;
            if (isIdle && !_wantsDefault[row])
            {
                continue;
            }
            Verdict verdict = _wantsDefault[row] ? book.Judge(frame, row, _operands) : Verdict.Quiet;
            if (!isIdle || verdict != Verdict.Quiet)
            {
                Step(book, frame, row, verdict, slot, interval);
            }
        }
    }

    private void EndStrays(RuleBook book, SignalFrame frame, Slot slot, TimeSpan interval)
    {
        if (!book.HasStrays)
        {
            return;
        }
        foreach ((LabelSet labels, AlertEntry entry, AlertStep step) in book.EndStrays(frame, slot, interval))
        {
            _drafts.Add(new ChangeDraft(book, labels, entry, step, Verdict.Unknown, null, -1));
        }
    }

    private void Step(RuleBook book, SignalFrame frame, int row, Verdict verdict, Slot slot, TimeSpan interval)
    {
        Observation seen = Observe(book, frame, row, verdict);
        if (book.Step(row, seen, slot, interval) is { } step)
        {
            _drafts.Add(new ChangeDraft(book, frame.Labels[row], book.EntryAt(row)!, step, verdict, frame, row));
        }
    }

    /// <summary>A verdict after the rule's policies.</summary>
    private Observation Observe(RuleBook book, SignalFrame frame, int row, Verdict verdict)
    {
        ThresholdRule rule = book.Rule;
        switch (verdict)
        {
            case Verdict.Unknown:
                bool isAbsent = frame.Reason[row] is UnknownReason.NoData or UnknownReason.Stale;
                _wantsDefault[row] |= rule.Mode == RuleMode.Active && frame.Reason[row] == UnknownReason.None;
                return !isAbsent ? Observation.Hold : (rule.NoData switch
                {
                    NoDataPolicy.Alert => new Observation(ObservationKind.Breached, ChangeReason.NoData),
                    NoDataPolicy.Resolve => Observation.Quiet,
                    _ => Observation.Hold,
                }) with { IsAbsent = true };
            case Verdict.Faulted:
                _wantsDefault[row] |= rule.Mode == RuleMode.Active && rule.Error == ErrorPolicy.Default && frame.Reason[row] == UnknownReason.None;
                return rule.Error == ErrorPolicy.Alert ? new Observation(ObservationKind.Breached, ChangeReason.Error) : Observation.Hold;
            default:
                if (frame.Tier[row] > rule.MinTier)
                {
                    return Observation.Hold with { IsDelayed = true };
                }
                return verdict == Verdict.Breached
                    ? new Observation(ObservationKind.Breached)
                    : Observation.Quiet with { IsClear = book.IsClear(frame, row, _operands) };
        }
    }

    /// <summary>Notes alerts that became unsendable or sendable, by their calendar or by a rule they depend on, and those whose rule was relabelled.</summary>
    private void NoteHolds(RuleBook book, SignalFrame frame, Slot slot)
    {
        ThresholdRule rule = book.Rule;
        bool isRelabelled = book.TakeRelabelling();
        if (rule.ActiveWhen is null && rule.DependsOn.Count == 0 && !isRelabelled)
        {
            return;
        }
        string? closed = IsOpen(rule, slot) ? null : $"outside {rule.ActiveWhen}";
        for (int row = 0; row < frame.Count; row++)
        {
            if (book.EntryAt(row) is not { IsFiring: true } entry)
            {
                continue;
            }
            string? heldBy = closed ?? DependencyOf(rule, frame.Labels[row]);
            bool isChanged = heldBy != entry.HeldBy;
            ChangeReason reason = !isChanged ? ChangeReason.Edited : heldBy is null ? ChangeReason.Released : ChangeReason.Held;
            entry.HeldBy = heldBy;
            if ((isChanged || isRelabelled) && !_drafts.Exists(draft => ReferenceEquals(draft.Entry, entry)))
            {
                _drafts.Add(new ChangeDraft(book, frame.Labels[row], entry, entry.Note(reason), Verdict.Unknown, frame, row));
            }
        }
    }

    private string? DependencyOf(ThresholdRule rule, LabelSet labels)
    {
        foreach (string id in rule.DependsOn)
        {
            if (_books.TryGetValue(id, out RuleBook? book)
                && book.Alerts.Any(alert => alert.Entry.IsFiring && !Contradicts(alert.Labels, labels)))
            {
                return $"depends on {id}";
            }
        }
        return null;
    }

    private static bool Contradicts(LabelSet one, LabelSet other) =>
        one.Any(label => other[label.Name] is { Length: > 0 } value && value != label.Value);

    private AlertChange[] Told(Slot slot, string revision)
    {
        if (_drafts.Count == 0)
        {
            return [];
        }
        _drafts.Sort();
        AlertChange[] changes = [.. _drafts.Select(draft => AlertNarrator.Tell(draft, slot, revision))];
        _drafts.Clear();
        return changes;
    }
}
