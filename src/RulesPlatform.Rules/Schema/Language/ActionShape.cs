using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema.Language;

/// <summary><c>Actions</c> of a response rule: what is done, by the action's <c>Name</c>.</summary>
internal static class ActionShape
{
    private static readonly ObjectShape<EscalationDraft> Escalation = new ObjectShape<EscalationDraft>("escalation step", () => new())
        .Required("after", Words.Span, (draft, value) => draft.After = value, "After the group's first notification, unless acknowledged.")
        .Required("receiver", Words.Reference("a receiver's name"), (draft, value) => draft.Receiver = value, "Who is told then.");

    private static readonly (string Word, Shape<Draft> Shape)[] Contexts =
    [
        ("notify", new ObjectShape<NotifyContextDraft>("'notify' action's Context", () => new())
            .Required("receiver", Words.Reference("a receiver's name"), (draft, value) => draft.Receiver = value, "Who is told.")
            .Optional("groupBy", new ListShape<string>("label names", Words.LabelName.Shape, isUnique: true), (draft, value) => draft.GroupBy = value, "Labels whose values make a group; each alert alone unless given.")
            .Optional("wait", Words.Duration, (draft, value) => draft.Wait = value, "From a group's first alert to its first notification.")
            .Optional("interval", Words.Span, (draft, value) => draft.Interval = value, "Between notifications of a group that changes.")
            .Optional("repeat", Words.Span, (draft, value) => draft.Repeat = value, "Between notifications while nothing changes.")
            .Optional("sendResolved", Words.Flag, (draft, value) => draft.SendResolved = value, "Whether the end of alerts is told too; true.")
            .Optional("escalate", new ListShape<EscalationDraft>("escalation steps", Escalation), (draft, value) => draft.Escalation = value, "Who else is told while it goes on.")
            .Select<Draft>(draft => draft)),
        ("run", new ObjectShape<RunContextDraft>("'run' action's Context", () => new())
            .Required("command", Words.Reference("a command's name"), (draft, value) => draft.Command = value, "One of the commands in ruleset.json.")
            .Optional("arguments", new ListShape<Located<string>>("templates", Words.Text.Located()), (draft, value) => draft.Arguments = value, "Each is rendered and passed as one argument; no shell.")
            .Select<Draft>(draft => draft)),
        ("capture", new ObjectShape<CaptureContextDraft>("'capture' action's Context", () => new())
            .Required("what", new ListShape<string>("kinds of evidence", new WordShape<string>("kind of evidence", [.. new[] { "processes", "pressure", "files", "dotnet" }.Select(word => (word, word))]), atLeast: 1, isUnique: true), (draft, value) => draft.What = value, "What to take from the machine.")
            .Optional("process", Words.Expression, (draft, value) => draft.Process = value, "Process name or id for files and dotnet, as a template.")
            .Select<Draft>(draft => draft)),
        ("annotate", new ObjectShape<AnnotateContextDraft>("'annotate' action's Context", () => new())
            .Required("text", Words.Expression, (draft, value) => draft.Text = value, "A note on the timeline, as a template.")
            .Select<Draft>(draft => draft)),
        ("recommend", new ObjectShape<RecommendContextDraft>("'recommend' action's Context", () => new())
            .Required("category", Words.FilledText, (draft, value) => draft.Category = value, "Such as capacity.")
            .Required("subject", Words.Expression, (draft, value) => draft.Subject = value, "What could be better, as a template.")
            .Required("text", Words.Expression, (draft, value) => draft.Text = value, "The finding, as a template.")
            .Select<Draft>(draft => draft)),
    ];

    private static readonly ObjectShape<ActionDraft> Action = new ObjectShape<ActionDraft>("action", () => new())
        .Required("Name", new WordShape<string>("action", [.. Contexts.Select(one => (one.Word, one.Word))]).Located(), (draft, value) => draft.Name = value, "What is done.")
        .Dependent("Context", "Name", isRequired: true, Contexts, (draft, value) => draft.Context = value, "What the action needs.");

    public static Shape<ActionDraft> Actions { get; } = new ObjectShape<ActionsDraft>("set of actions", () => new())
        .Required("OnSuccess", Action, (draft, value) => draft.OnSuccess = value, "Done when the rule matches.")
        .Refused("OnFailure", "write another rule with the opposite expression")
        .Select(draft => draft.OnSuccess);

    private sealed class ActionsDraft : Draft
    {
        public ActionDraft OnSuccess { get; set; } = null!;
    }
}
