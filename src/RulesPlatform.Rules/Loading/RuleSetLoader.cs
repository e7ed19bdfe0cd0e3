using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Loading;

/// <summary>
/// A rules folder, or the files of a stored generation → one compiled rule set, or everything that stands against it. Files that have not
/// changed since the last load that succeeded are taken over from it, and so is what was compiled of equal texts. Never throws for what files
/// hold. Thread-safe; loads run one at a time.
/// </summary>
public sealed class RuleSetLoader(RuleCompilers? compilers = null)
{
    private readonly CompiledParts _parts = new(compilers ?? RuleCompilers.Default);
    private readonly Lock _gate = new();
    private LoadMemory? _memory;

    /// <param name="folder">The one that holds <c>ruleset.json</c>.</param>
    public LoadResult Load(string folder) => Load(folder, (_, _) => { });

    /// <summary>The same, with a look at what was read of a set that loads; what it reports is among the diagnostics.</summary>
    internal LoadResult Load(string folder, Action<Manuscript, DiagnosticBag> examine, int limit = DiagnosticBag.MaxDiagnostics)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        lock (_gate)
        {
            var bag = new DiagnosticBag(limit);
            return RuleFolder.Read(folder, bag) is { } texts ? Load(texts, bag, examine) : new LoadResult(null, bag.ToDiagnostics());
        }
    }

    /// <summary>Files that were kept: target files are among them, the lock is not asked for.</summary>
    public LoadResult Load(IReadOnlyList<RuleText> files) => Load(files, (_, _) => { });

    internal LoadResult Load(IReadOnlyList<RuleText> files, Action<Manuscript, DiagnosticBag> examine, int limit = DiagnosticBag.MaxDiagnostics)
    {
        ArgumentNullException.ThrowIfNull(files);
        lock (_gate)
        {
            return Load(RuleTexts.OfStored(files), new DiagnosticBag(limit), examine);
        }
    }

    /// <inheritdoc cref="Load(IReadOnlyList{RuleText})"/>
    public LoadResult Load(IReadOnlyList<RuleFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return Load([.. files.Select(file => new RuleText(file.Path, file.Content))]);
    }

    private LoadResult Load(RuleTexts texts, DiagnosticBag bag, Action<Manuscript, DiagnosticBag> examine)
    {
        var memory = new LoadMemory();
        Manuscript manuscript = Manuscript.Read(texts, bag, _memory, memory);
        if (manuscript.RuleSet is null && !bag.HasErrors)
        {
            bag.Add(LoadingProblems.NoRuleSet, RuleTexts.RuleSetFile, $"the files hold no {RuleTexts.RuleSetFile}", "every rule set has one");
        }
        var targets = new TargetFiles(texts.Find, bag);
        RuleSet? rules = Bind(new Binding(manuscript, new DeclaredNames(manuscript, bag), _parts, bag, _memory, memory), targets);
        if (!texts.IsStored)
        {
            RuleLock.Verify(manuscript, texts.Lock, bag);
        }
        if (bag.HasErrors)
        {
            return new LoadResult(null, bag.ToDiagnostics());
        }
        _memory = memory;
        _parts.Trim(memory);
        examine(manuscript, bag);
        return new LoadResult(rules, bag.ToDiagnostics());
    }

    private static RuleSet? Bind(Binding binding, TargetFiles targetFiles)
    {
        IReadOnlyList<CollectionJob> jobs = new JobBinder(binding, targetFiles).Bind();
        IReadOnlyList<WatchGroup> groups = new GroupBinder(binding).Bind();
        IReadOnlyList<ThresholdRule> rules = new ThresholdBinder(binding).Bind();
        IReadOnlyList<ThresholdRule> defaultRules = new DefaultThresholdBinder(binding).Bind(groups);
        var responses = new ResponseBinder(binding);
        IReadOnlyDictionary<string, Receiver> receivers = responses.Receivers();
        IReadOnlyList<ResponseRule> responseRules = responses.Rules(receivers);
        if (binding.Manuscript.RuleSet is not { Draft: { DefaultReceiver: { } defaultReceiver } draft } file)
        {
            return null;
        }
        binding.Resolve(binding.Names.Receivers, LoadingProblems.UnknownReceiver, defaultReceiver, file.Reading);
        if (binding.Bag.HasErrors)
        {
            return null;
        }
        IReadOnlyList<RuleFile> files = [.. binding.Manuscript.Files.Concat(targetFiles.Files).OrderBy(one => one.Path, StringComparer.Ordinal)];
        return new RuleSet
        {
            Revision = RevisionOf(files),
            Name = file.Name,
            Version = draft.Version!.Value,
            Files = files,
            Jobs = jobs,
            Groups = groups,
            Rules = rules,
            DefaultRules = defaultRules,
            Responses = responseRules,
            Receivers = receivers,
            DefaultReceiver = defaultReceiver.Value,
            Inhibitions = responses.Inhibitions(),
            Calendars = responses.Calendars(),
            Commands = draft.Commands.ToDictionary(
                entry => entry.Name, entry => new CommandAllowance(entry.Name, entry.Value.Path, entry.Value.Timeout, entry.Value.MaxOutput), StringComparer.Ordinal),
        };
    }

    /// <summary>Each path and content with its length before it, so that no two folders share a revision by running together.</summary>
    private static string RevisionOf(IReadOnlyList<RuleFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (RuleFile file in files)
        {
            byte[] path = Encoding.UTF8.GetBytes(file.Path);
            BinaryPrimitives.WriteInt32LittleEndian(length, path.Length);
            hash.AppendData(length);
            hash.AppendData(path);
            BinaryPrimitives.WriteInt32LittleEndian(length, file.Content.Length);
            hash.AppendData(length);
            hash.AppendData(file.Content.Span);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6));
    }
}
