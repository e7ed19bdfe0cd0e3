namespace RulesPlatform.Host.Sources.Machine;

/// <summary>
/// The processes an operator named; see <see cref="ProcessGroup"/> for the metrics and <see cref="ProcessFolder.NamesOf"/> for what
/// counts as a name. A process that is not of interest is looked at when it is new and then every eighth slot, since it may become
/// another program; one that is, is held by its open file, which ends with it even where its id is used again.
/// </summary>
internal sealed class ProcessSection : IMachineSection
{
    private const int LooksWhenNew = 2, RoundsBetweenLooks = 8;

    private readonly KernelTree _tree;
    private readonly ProcessFolder _folder;
    private readonly ProcessGroup[] _groups;
    private readonly Dictionary<int, Known> _known = [];
    private readonly Lazy<double> _bootTime;
    private long _round;

    public ProcessSection(KernelTree tree, IReadOnlyList<string> names)
    {
        _tree = tree;
        _folder = new ProcessFolder(tree);
        _groups = [.. names.Distinct(StringComparer.Ordinal).Select(name => new ProcessGroup(name))];
        _bootTime = new Lazy<double>(ReadBootTime);
    }

    public string Name => "process";

    public bool Read(MachineSamples samples, CancellationToken cancellation)
    {
        if (_groups.Length == 0 || !_folder.Exists)
        {
            return false;
        }
        _round++;
        foreach (ProcessGroup group in _groups)
        {
            group.BeginRound();
        }
        foreach (int id in _folder.Ids)
        {
            Look(id);
        }
        ForgetEnded();
        foreach (ProcessGroup group in _groups)
        {
            group.AddTo(samples);
        }
        return true;
    }

    private void Look(int id)
    {
        if (!_known.TryGetValue(id, out Known? known))
        {
            _known[id] = known = new Known();
        }
        known.Round = _round;
        if (known.Group is not null && !Count(id, known))
        {
            Release(known);
            known.Looks = 0;
        }
        if (known.Group is null && (known.Looks < LooksWhenNew || (_round + id) % RoundsBetweenLooks == 0))
        {
            known.Looks++;
            Identify(id, known);
        }
    }

    private void Identify(int id, Known known)
    {
        IReadOnlyList<string> names = _folder.NamesOf(id);
        known.Group = Array.Find(_groups, group => names.Any(name => IsName(name, group.Name)));
        if (known.Group is null)
        {
            return;
        }
        known.Stat = _tree.Open($"proc/{id}/stat", 512);
        known.CpuTicks = 0;
        if (!Count(id, known))
        {
            Release(known);
        }
        else if (_round > 1)
        {
            known.Group.CountStart();
        }
    }

    /// <summary>The kernel keeps the first 15 bytes of a name.</summary>
    private static bool IsName(string found, string wanted) =>
        found == wanted || (found.Length == 15 && wanted.StartsWith(found, StringComparison.Ordinal));

    /// <summary>False where the process has ended.</summary>
    private bool Count(int id, Known known)
    {
        ProcessFigures figures;
        try
        {
            if (!known.Stat!.TryRead(out ReadOnlySpan<byte> text) || text.IsEmpty)
            {
                return false;
            }
            figures = ProcessFigures.Parse(known.Stat.Path, text);
        }
        catch (IOException)
        {
            // The kernel's "no such process" for a file of one that has ended.
            return false;
        }
        if (!figures.IsAlive)
        {
            return false;
        }
        int? files = known.HidesFiles ? null : _folder.CountOpenFiles(id);
        known.HidesFiles = files is null;
        double used = figures.CpuTicks >= known.CpuTicks ? figures.CpuTicks - known.CpuTicks : figures.CpuTicks;
        known.CpuTicks = figures.CpuTicks;
        known.Group!.Count(
            used / KernelStatSection.TicksPerSecond, figures.ResidentBytes, figures.Threads, files,
            _bootTime.Value + figures.StartTicks / KernelStatSection.TicksPerSecond);
        return true;
    }

    private void ForgetEnded()
    {
        foreach ((int id, Known known) in _known)
        {
            if (known.Round != _round)
            {
                Release(known);
                _known.Remove(id);
            }
        }
    }

    private void Release(Known known)
    {
        if (known.Stat is { } file)
        {
            _tree.Close(file);
        }
        (known.Stat, known.Group, known.HidesFiles) = (null, null, false);
    }

    /// <summary>Unix seconds; infinity where the kernel does not say.</summary>
    private double ReadBootTime()
    {
        KernelFile file = _tree.Open("proc/stat", 16384);
        try
        {
            var reader = new KernelTextReader(file.Path, file.TryRead(out ReadOnlySpan<byte> text) ? text : []);
            while (reader.NextLine())
            {
                if (reader.Field().SequenceEqual("btime"u8))
                {
                    return reader.Number();
                }
            }
            return double.PositiveInfinity;
        }
        finally
        {
            _tree.Close(file);
        }
    }

    private sealed class Known
    {
        /// <summary>Null for a process of no interest.</summary>
        public ProcessGroup? Group { get; set; }

        public KernelFile? Stat { get; set; }

        public ulong CpuTicks { get; set; }

        public long Round { get; set; }

        public int Looks { get; set; }

        public bool HidesFiles { get; set; }
    }
}
