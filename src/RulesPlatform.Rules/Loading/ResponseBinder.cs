using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Compile;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Loading;

/// <summary>Receivers, inhibitions, calendars and response rules of all responses files.</summary>
internal sealed class ResponseBinder(Binding binding)
{
    private IEnumerable<(DraftFile<ResponsesDraft> File, ResponsesDraft Draft)> Files =>
        from file in binding.Manuscript.Responses where file.Draft is not null select (file, file.Draft);

    public Dictionary<string, Receiver> Receivers()
    {
        var receivers = new Dictionary<string, Receiver>(StringComparer.Ordinal);
        foreach ((DraftFile<ResponsesDraft> file, ResponsesDraft draft) in Files)
        {
            foreach (var entry in draft.Receivers)
            {
                receivers.TryAdd(entry.Name, new Receiver(entry.Name, entry.Value.Settings, file.OriginOf(entry.Value.Node)));
            }
        }
        return receivers;
    }

    public IReadOnlyList<Inhibition> Inhibitions() =>
    [
        .. from one in Files
           from inhibition in one.Draft.Inhibitions
           select new Inhibition(inhibition.Name.Value, inhibition.Source, inhibition.Target, inhibition.Equal, one.File.OriginOf(inhibition.Node)),
    ];

    public Dictionary<string, Calendar> Calendars()
    {
        var calendars = new Dictionary<string, Calendar>(StringComparer.Ordinal);
        foreach (var entry in Files.SelectMany(one => one.Draft.Calendars))
        {
            calendars.TryAdd(entry.Name, new Calendar(entry.Name, entry.Value.Zone.Value, entry.Value.Weekly, entry.Value.Except));
        }
        return calendars;
    }

    /// <summary>In file and file-name order.</summary>
    public IReadOnlyList<ResponseRule> Rules(IReadOnlyDictionary<string, Receiver> receivers)
    {
        var actions = new ActionBinder(binding, receivers);
        return [.. Files.SelectMany(one => one.Draft.Rules.Select(rule => Bind(rule, one.File, one.Draft, actions))).OfType<ResponseRule>()];
    }

    private ResponseRule? Bind(RuleDraft<ResponseProperties> draft, DraftFile<ResponsesDraft> file, ResponsesDraft owner, ActionBinder actions)
    {
        IReadOnlyList<ParameterDraft> globals = owner.GlobalParams?.Value ?? [];
        CompileResult<Func<AlertFacts, bool>> compiled = binding.Parts.AlertCondition(ConditionBinder.Source(draft, globals));
        Func<AlertFacts, bool>? matches = ConditionBinder.Take(compiled, draft, globals, file.Reading);
        ResponseAction? action = actions.Bind(draft.OnSuccess!, file.Reading);
        ResponseProperties properties = draft.Properties ?? new ResponseProperties();
        if (properties.ActiveWhen is { } calendar)
        {
            binding.Resolve(binding.Names.Calendars, LoadingProblems.UnknownCalendar, calendar, file.Reading);
        }
        return matches is null || action is null ? null : new ResponseRule
        {
            Id = $"{file.Name}/{draft.Name.Value}",
            Text = Text(draft),
            Matches = matches,
            Action = action,
            Continue = properties.Continue,
            ActiveWhen = properties.ActiveWhen?.Value,
            Origin = file.OriginOf(draft.Node),
            ContentHash = CanonicalForm.Hash(draft.Node, owner.GlobalParams?.Node),
        };
    }

    private static string Text(IConditionDraft draft) => draft.Expression?.Value
        ?? string.Join(draft.Operator!.Value is "Or" or "OrElse" ? " || " : " && ", draft.Nested.Select(nested => $"({Text(nested)})"));
}
