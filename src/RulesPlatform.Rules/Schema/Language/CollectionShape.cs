using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema.Language;

/// <summary><c>collection/*.json</c>, and the target files that jobs name.</summary>
internal static class CollectionShape
{
    private static readonly ObjectShape<TargetDraft> TargetObject = new ObjectShape<TargetDraft>("target", () => new())
        .Required("address", Words.Reference("an address"), (draft, value) => draft.Address = value, "A URL, host:port or folder, as the source wants it.")
        .Optional("labels", Words.Labels, (draft, value) => draft.Labels = value, "Laid over every sample of this target.")
        .Define("target");

    private static readonly Shape<TargetDraft> Target = new EitherShape<TargetDraft>(
        Words.Reference("an address").Select(address => new TargetDraft { Address = address, Node = address.Node }), NodeKind.String,
        TargetObject, NodeKind.Object);

    /// <summary>A target file's whole content.</summary>
    public static Shape<IReadOnlyList<TargetDraft>> Targets { get; } = new ListShape<TargetDraft>("targets", Target);

    private static readonly ObjectShape<GuardsDraft> Guards = new ObjectShape<GuardsDraft>("set of guards", () => new())
        .Optional("maxSamples", Words.Count(1), (draft, value) => draft.Guards = draft.Guards with { MaxSamples = value }, "Of one answer; 100000.")
        .Optional("maxBodyBytes", Words.Size(1), (draft, value) => draft.Guards = draft.Guards with { MaxBodyBytes = value }, "As it comes over the wire; 64 MiB.")
        .Optional("maxTextBytes", Words.Size(1), (draft, value) => draft.Guards = draft.Guards with { MaxTextBytes = value }, "After decompression; 256 MiB.")
        .Optional("maxLabels", Words.Count(1), (draft, value) => draft.Guards = draft.Guards with { MaxLabels = value }, "Of one series; 64.")
        .Optional("maxLabelNameLength", Words.Count(1), (draft, value) => draft.Guards = draft.Guards with { MaxLabelNameLength = value }, "In characters; 256.")
        .Optional("maxLabelValueLength", Words.Count(1), (draft, value) => draft.Guards = draft.Guards with { MaxLabelValueLength = value }, "In characters; 4096.");

    private static readonly ObjectShape<JobDraft> Job = new ObjectShape<JobDraft>("collection job", () => new())
        .Required("name", Words.PlainName.Shape.Located(), (draft, value) => draft.Name = value, "Unique in the rule set; the label 'job' of every sample.")
        .Required("source", new WordShape<string>("source", [.. SourceOptions.BySource.Select(one => (one.Word, one.Word))]), (draft, value) => draft.Source = value, "Where samples come from.")
        .Optional("interval", Words.Interval, (draft, value) => draft.Interval = value, "How often; aligned to the Unix epoch.")
        .Optional("cron", new TextShape<string>("a cron expression such as \"0 0/5 * * * ?\"", CronText.Read), (draft, value) => draft.Cron = value, "A Quartz cron expression, instead of 'interval'.")
        .Optional("zone", Words.Zone, (draft, value) => draft.Zone = value, "IANA time zone of 'cron'; Etc/UTC.")
        .Optional("timeout", Words.Span.Located(), (draft, value) => draft.Timeout = value, "At most the interval.")
        .Optional("targets", Targets, (draft, value) => draft.Targets = value, "Where to ask; a bare text is an address.")
        .Optional("targetFiles", new ListShape<Located<string>>("paths", new TextShape<string>("a path below the rules folder", AddressText.ReadFileBelow).Located(), isUnique: true), (draft, value) => draft.TargetFiles = value, "Files below the rules folder with more targets, as a JSON array in the same form.")
        .Optional("labels", Words.Labels, (draft, value) => draft.Labels = value, "Laid over every sample; a target's own labels win.")
        .Optional("keep", Words.NameMatchers, (draft, value) => draft.Keep = value, "Metrics to keep: names or ~patterns; empty keeps all.")
        .Optional("drop", Words.NameMatchers, (draft, value) => draft.Drop = value, "Metrics to drop, after 'keep'.")
        .Optional("guards", Guards, (draft, value) => draft.Guards = value.Guards, "Bounds on one target's answer; past any of them the scrape fails.")
        .Dependent("options", "source", isRequired: false, SourceOptions.BySource, (draft, value) => draft.Options = value, "What the source needs beyond its targets.")
        .Optional(AllowShape.Member, AllowShape.List, (draft, value) => draft.Allow = value, AllowShape.Description)
        .Check(HasOneSchedule);

    public static ObjectShape<CollectionDraft> File { get; } = Header.Of<CollectionDraft>("collection")
        .Required("jobs", new ListShape<JobDraft>("collection jobs", Job), (file, value) => file.Jobs = value, "Each a schedule, a source and its targets.");

    private static void HasOneSchedule(JobDraft draft, Reading reading)
    {
        if (draft is { Interval: not null, Cron: not null })
        {
            reading.Report(ReadingProblems.Conflict, draft.Node.Find("cron")!, "a collection job has 'interval' or 'cron', not both", "remove one of the two");
        }
        if (draft is { Zone: { } zone, Cron: null })
        {
            reading.Report(ReadingProblems.Conflict, zone.Node, "'zone' is read by 'cron' only, and there is none", "remove 'zone'; intervals are aligned to the Unix epoch");
        }
    }
}
