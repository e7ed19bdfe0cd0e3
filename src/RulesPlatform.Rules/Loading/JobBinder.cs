using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Loading;

/// <summary>Collection jobs: schedules with their defaults, targets from files and in place.</summary>
internal sealed class JobBinder(Binding binding, TargetFiles targetFiles)
{
    public IReadOnlyList<CollectionJob> Bind() =>
        [.. binding.Manuscript.Collections.SelectMany(file => (file.Draft?.Jobs ?? []).Select(job => Bind(job, file)))];

    private CollectionJob Bind(JobDraft draft, DraftFile<CollectionDraft> file)
    {
        TimeSpan? interval = draft.Cron is null ? draft.Interval ?? binding.Defaults.Interval : null;
        var schedule = new JobSchedule(interval, draft.Cron, draft.Zone?.Value ?? "Etc/UTC");
        TimeSpan timeout = Timeout(draft, interval, file.Reading);
        IReadOnlyList<Target> targets = Targets(draft, file.Reading);
        return new CollectionJob
        {
            Name = draft.Name.Value,
            Schedule = schedule,
            Timeout = timeout,
            Source = draft.Options ?? SourceOptions.Default(draft.Source, file.Reading),
            Targets = targets,
            Labels = draft.Labels,
            Guards = draft.Guards,
            Keep = draft.Keep,
            Drop = draft.Drop,
            Origin = file.OriginOf(draft.Node),
            ContentHash = Hash(draft, schedule, timeout),
        };
    }

    private TimeSpan Timeout(JobDraft draft, TimeSpan? interval, Reading reading)
    {
        TimeSpan most = interval ?? TimeSpan.MaxValue;
        if (draft.Timeout is not { } timeout)
        {
            return binding.Defaults.Timeout < most ? binding.Defaults.Timeout : most;
        }
        if (timeout.Value > most)
        {
            reading.Report(
                LoadingProblems.Timeout, timeout.Node, $"the timeout {DurationText.Write(timeout.Value)} is longer than the interval {DurationText.Write(most)}",
                $"write at most \"{DurationText.Write(most)}\"{(draft.Interval is null ? "; the interval is the default of ruleset.json" : "")}");
        }
        return timeout.Value;
    }

    private List<Target> Targets(JobDraft draft, Reading reading)
    {
        var targets = new List<Target>();
        var seen = new HashSet<Target>();
        AddTargets(draft, draft.Targets, reading, targets, seen);
        foreach (Located<string> path in draft.TargetFiles)
        {
            if (targetFiles.Read(path.Value) is { } file)
            {
                AddTargets(draft, file.Targets, file.Reading, targets, seen);
            }
            else
            {
                reading.Report(LoadingProblems.MissingFile, path.Node, $"there is no file {Printable.Quote(path.Value)} below the rules folder", "create it with a JSON array of targets; [] will do");
            }
        }
        bool hasOnePlace = draft.Source is "host" or "self" or "push";
        if (targets.Count == 0 && hasOnePlace)
        {
            targets.Add(new Target("localhost", LabelSet.Empty));
        }
        else if (draft is { Targets.Count: 0, TargetFiles.Count: 0 } && draft.Node.Find("targets") is null && draft.Node.Find("targetFiles") is null)
        {
            reading.ReportOpening(LoadingProblems.Targets, draft.Node, $"the job {Printable.Quote(draft.Name.Value)} has no targets", "add \"targets\": [ … ] or \"targetFiles\": [ … ]");
        }
        return targets;
    }

    private static void AddTargets(JobDraft job, IReadOnlyList<TargetDraft> drafts, Reading reading, List<Target> targets, HashSet<Target> seen)
    {
        foreach (TargetDraft draft in drafts)
        {
            Flaw? flaw = job.Source switch
            {
                "host" or "self" or "push" => AddressText.ReadLocalhost(draft.Address.Value, out _),
                "tcp" => AddressText.ReadHostAndPort(draft.Address.Value, out _),
                "file" => AddressText.ReadFolder(draft.Address.Value, out _),
                _ => AddressText.ReadUrl(draft.Address.Value, out _),
            };
            var target = new Target(draft.Address.Value, draft.Labels);
            if (flaw is not null)
            {
                reading.Report(draft.Address.Node, flaw);
            }
            else if (!seen.Add(target))
            {
                reading.Report(LoadingProblems.Targets, draft.Address.Node, $"the job {Printable.Quote(job.Name.Value)} has this target already, with the same labels", "remove it, or give it labels that tell the two apart");
            }
            targets.Add(target);
        }
    }

    // Defaults count where the job relies on them, and so does what its target files hold.
    private string Hash(JobDraft draft, JobSchedule schedule, TimeSpan timeout)
    {
        var effective = new TextNode(NodeKind.String, 0, 0) { Text = $"{schedule} {DurationText.Write(timeout)}" };
        IEnumerable<TextNode?> files = draft.TargetFiles.Select(path => targetFiles.Read(path.Value)?.Root);
        return CanonicalForm.Hash([draft.Node, effective, .. files]);
    }
}
