using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Loading;

/// <summary>What a response rule does, with references followed and templates compiled.</summary>
internal sealed class ActionBinder(Binding binding, IReadOnlyDictionary<string, Receiver> receivers)
{
    /// <summary>Null where a template does not compile; that has been reported.</summary>
    public ResponseAction? Bind(ActionDraft action, Reading reading) => action.Context switch
    {
        NotifyContextDraft notify => Notify(notify, reading),
        RunContextDraft run => Run(run, reading),
        CaptureContextDraft capture => Capture(capture, reading),
        AnnotateContextDraft annotate => Template(annotate.Text, reading) is { } text ? new AnnotateAction(text) : null,
        RecommendContextDraft recommend => Recommend(recommend, reading),
        _ => throw new InvalidOperationException($"The action '{action.Name.Value}' is read but not bound."),
    };

    private NotifyAction Notify(NotifyContextDraft draft, Reading reading)
    {
        binding.Resolve(binding.Names.Receivers, LoadingProblems.UnknownReceiver, draft.Receiver, reading);
        foreach (EscalationDraft step in draft.Escalation)
        {
            binding.Resolve(binding.Names.Receivers, LoadingProblems.UnknownReceiver, step.Receiver, reading);
        }
        EscalationStep[] escalation = [.. draft.Escalation.Select(step => new EscalationStep(step.After, step.Receiver.Value)).OrderBy(step => step.After)];
        TimeSpan interval = draft.Interval ?? binding.Defaults.GroupInterval;
        // Alertmanager groups and paces by itself, and drops alerts that it does not hear of again.
        if (draft.Repeat is null && receivers.TryGetValue(draft.Receiver.Value, out Receiver? receiver) && receiver.Settings is AlertmanagerReceiverSettings manager)
        {
            return new NotifyAction(draft.Receiver.Value, null, TimeSpan.Zero, interval, manager.ResendEvery, draft.SendResolved, escalation);
        }
        return new NotifyAction(
            draft.Receiver.Value, draft.GroupBy, draft.Wait ?? binding.Defaults.GroupWait, interval, draft.Repeat ?? binding.Defaults.Repeat,
            draft.SendResolved, escalation);
    }

    private RunAction? Run(RunContextDraft draft, Reading reading)
    {
        binding.Resolve(binding.Names.Commands, LoadingProblems.UnknownCommand, draft.Command, reading);
        TemplateText?[] arguments = [.. draft.Arguments.Select(argument => Template(argument, reading))];
        return arguments.Contains(null) ? null : new RunAction(draft.Command.Value, [.. arguments.OfType<TemplateText>()]);
    }

    private CaptureAction? Capture(CaptureContextDraft draft, Reading reading)
    {
        TemplateText? process = draft.Process is { } text ? Template(text, reading) : null;
        return process is null && draft.Process is not null ? null : new CaptureAction(draft.What, process);
    }

    private RecommendAction? Recommend(RecommendContextDraft draft, Reading reading)
    {
        TemplateText? subject = Template(draft.Subject, reading);
        TemplateText? text = Template(draft.Text, reading);
        return subject is null || text is null ? null : new RecommendAction(draft.Category, subject, text);
    }

    private TemplateText? Template(Located<string> text, Reading reading) =>
        Binding.Take(binding.Parts.Template(text.Value, null), text, reading);
}
