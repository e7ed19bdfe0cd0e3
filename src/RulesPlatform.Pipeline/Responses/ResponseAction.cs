using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Pipeline.Responses;

/// <summary>What a response rule does. <see cref="Name"/> is the action name in rule files.</summary>
public abstract record ResponseAction(string Name);

/// <summary>Tell a receiver, grouped and paced.</summary>
/// <param name="GroupBy">Labels whose values make a group (<c>alertname</c> is the rule's name); null groups by alert (each alone).</param>
/// <param name="Wait">From a group's first alert to its first notification.</param>
/// <param name="Interval">From one notification of a group to the next when the group has changed.</param>
/// <param name="Repeat">From one notification to the next when nothing has changed and alerts still fire.</param>
/// <param name="SendResolved">Whether the end of alerts is told too.</param>
public sealed record NotifyAction(
    string Receiver, IReadOnlyList<string>? GroupBy, TimeSpan Wait, TimeSpan Interval, TimeSpan Repeat, bool SendResolved,
    IReadOnlyList<EscalationStep> Escalation) : ResponseAction("notify");

/// <summary>Run a command of the rule set's allow-list when an alert begins firing.</summary>
/// <param name="Command">Name in the allow-list.</param>
/// <param name="Arguments">Each rendered and passed as one argument; no shell.</param>
public sealed record RunAction(string Command, IReadOnlyList<TemplateText> Arguments) : ResponseAction("run");

/// <summary>Take evidence from this machine at the moment an alert begins firing.</summary>
/// <param name="What">Any of <c>processes</c>, <c>pressure</c>, <c>files</c>, <c>dotnet</c>.</param>
/// <param name="Process">Process name or id for <c>files</c> and <c>dotnet</c>, or null for the platform itself.</param>
public sealed record CaptureAction(IReadOnlyList<string> What, TemplateText? Process) : ResponseAction("capture");

/// <summary>Put a note on the timeline.</summary>
public sealed record AnnotateAction(TemplateText Text) : ResponseAction("annotate");

/// <summary>A finding for the optimization system, with its evidence.</summary>
/// <param name="Subject">What could be better, e.g. a service or resource.</param>
public sealed record RecommendAction(string Category, TemplateText Subject, TemplateText Text) : ResponseAction("recommend");
