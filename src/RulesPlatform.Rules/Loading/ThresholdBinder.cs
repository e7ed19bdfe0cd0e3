using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Compile;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Loading;

/// <summary>Threshold rules: conditions, templates and levels compiled, references followed.</summary>
internal sealed class ThresholdBinder(Binding binding)
{
    /// <summary>By id (ordinal).</summary>
    public IReadOnlyList<ThresholdRule> Bind()
    {
        ThresholdRule[] rules =
        [
            .. binding.Manuscript.Thresholds.Where(file => file.Draft is not null)
                .SelectMany(file => binding.Once(file, () => BindFile(file, file.Draft!))).OrderBy(rule => rule.Id, StringComparer.Ordinal),
        ];
        ReportCircularDependencies();
        ReportFormerTwins();
        return rules;
    }

    private ThresholdRule[] BindFile(DraftFile<ThresholdsDraft> file, ThresholdsDraft draft)
    {
        var levels = new Dictionary<string, (ThresholdLevels Levels, TextNode Node)>(StringComparer.Ordinal);
        foreach (Entry<LevelsDraft> entry in draft.Levels)
        {
            binding.Resolve(binding.Names.Signals, LoadingProblems.UnknownSignal, NameOf(entry), file.Reading);
            levels.Add(entry.Name, (BindLevels(entry.Value, file), entry.Value.Node));
        }
        IReadOnlyList<ParameterDraft> globals = draft.GlobalParams?.Value ?? [];
        (ThresholdLevels Levels, TextNode? Node)[] own = [.. draft.Rules.Select(rule => LevelsOf(rule.Properties!.Signal.Value))];
        var compiled = new CompileResult<CompiledCondition>[draft.Rules.Count];
        Parallel.For(0, compiled.Length, i => compiled[i] =
            binding.Parts.Condition(ConditionBinder.Source(draft.Rules[i], globals), own[i].Levels.Names));
        return
        [
            .. draft.Rules.Select((rule, i) => new RuleBinder(binding, file, rule, own[i].Levels).Bind(compiled[i], own[i].Node)).OfType<ThresholdRule>(),
        ];

        (ThresholdLevels, TextNode?) LevelsOf(string signal) =>
            levels.TryGetValue(signal, out (ThresholdLevels Levels, TextNode Node) found) ? found : (UnreadLevels(file, signal), null);
    }

    // Levels that could not be read, or that stand under a signal's name with a slip in it, still have names: the expressions that use them are not to blame.
    private ThresholdLevels UnreadLevels(DraftFile<ThresholdsDraft> file, string signal)
    {
        IReadOnlyList<TextMember> all = file.Draft!.Node.Find("levels")?.Members ?? [];
        IEnumerable<TextMember> unread = all.Where(one => one.Name == signal || !binding.Names.Signals.MayHave(one.Name));
        string[] names = [.. unread.SelectMany(one => one.Value.Members).Select(level => level.Name).Where(name => name != "overrides").Distinct(StringComparer.OrdinalIgnoreCase)];
        return names.Length == 0 ? ThresholdLevels.None : new ThresholdLevels(names, new double[names.Length], []);
    }

    private static ThresholdLevels BindLevels(LevelsDraft draft, DraftFile<ThresholdsDraft> file)
    {
        // Of names that differ in case only the first counts: the second has been reported.
        Entry<double>[] values = [.. draft.Values.DistinctBy(level => level.Name, StringComparer.OrdinalIgnoreCase)];
        return new([.. values.Select(level => level.Name)], [.. values.Select(level => level.Value)], draft.Overrides.Select(one => new LevelOverride(
            one.Where, one.Values.ToDictionary(level => level.Name, level => level.Value, StringComparer.Ordinal), file.OriginOf(one.Node))));
    }

    // A member's name has no node of its own: this one spans it.
    private static Located<string> NameOf(Entry<LevelsDraft> entry) =>
        new(entry.Name, new TextNode(NodeKind.String, entry.Member.NameStart, entry.Member.NameEnd));

    private IEnumerable<(string Id, RuleDraft<ThresholdProperties> Rule, Reading Reading)> AllRules() =>
        from file in binding.Manuscript.Thresholds
        from rule in file.Draft?.Rules ?? []
        select ($"{file.Name}/{rule.Name.Value}", rule, file.Reading);

    // Two rules that depend on each other would silence each other.
    private void ReportCircularDependencies()
    {
        var rules = new Dictionary<string, (RuleDraft<ThresholdProperties> Rule, Reading Reading)>(StringComparer.Ordinal);
        foreach ((string id, RuleDraft<ThresholdProperties> rule, Reading reading) in AllRules().Where(one => one.Rule.Properties!.DependsOn.Count > 0))
        {
            rules.TryAdd(id, (rule, reading));
        }
        var needs = rules.ToDictionary(
            one => one.Key, one => (IReadOnlyList<string>)[.. one.Value.Rule.Properties!.DependsOn.Select(id => id.Value)], StringComparer.Ordinal);
        foreach (IReadOnlyList<string> cycle in CycleFinder.Sort([.. rules.Keys], id => needs[id]).Cycles)
        {
            (RuleDraft<ThresholdProperties> rule, Reading reading) = rules[cycle[0]];
            TextNode node = rule.Properties!.DependsOn.First(id => id.Value == cycle[1]).Node;
            reading.Report(LoadingProblems.Cycle, node, $"rules depend on each other in a circle: {string.Join(" → ", cycle)}", "remove one of the dependencies: while all fire, none would be sent");
        }
    }

    private void ReportFormerTwins()
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string id, RuleDraft<ThresholdProperties> rule, Reading reading) in AllRules())
        {
            foreach (Located<string> former in rule.Properties!.Formerly)
            {
                if (binding.Names.Rules.Has(former.Value))
                {
                    reading.Report(LoadingProblems.DuplicateName, former.Node, $"the rule {Printable.Quote(former.Value)} still exists: its alerts cannot be taken over", "remove that rule, or this id");
                }
                else if (!taken.TryAdd(former.Value, id))
                {
                    reading.Report(LoadingProblems.DuplicateName, former.Node, $"{Printable.Quote(taken[former.Value])} takes over the alerts of {Printable.Quote(former.Value)} already", "only one rule can");
                }
            }
        }
    }
}
