using Bogus;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Tests.Determinism;

/// <summary>
/// A world as a script: what arrives, what people do and how time passes, all from one seed. Series walk at random, reset, vanish, turn
/// NaN; targets fail; batches come late or cut in two; rule sets change; silences and acknowledgements come and go.
/// </summary>
internal sealed class SeededWorld
{
    public static readonly DateTimeOffset Begin = DateTimeOffset.FromUnixTimeSeconds(1_767_225_600);

    private readonly Randomizer _random;
    private readonly Dictionary<string, double> _values = [];
    private readonly List<WorldStep> _steps = [];

    public SeededWorld(int seed, int slots)
    {
        _random = new Randomizer(seed);
        for (int i = 0; i < slots; i++)
        {
            PlaySlot(Begin.AddSeconds(i * 10));
        }
    }

    public IReadOnlyList<WorldStep> Steps => _steps;

    private void PlaySlot(DateTimeOffset slot)
    {
        _steps.Add(new WorldStep(slot, WorldAction.Advance));
        if (!_random.Bool(0.02f))
        {
            PlayJob("fast", slot, 10, targets: 3);
        }
        if (slot.ToUnixTimeSeconds() % 30 == 0)
        {
            PlayJob("slow", slot, 30, targets: 2);
        }
        _steps.Add(new WorldStep(slot.AddSeconds(2.5), WorldAction.Advance));
        if (_random.Bool(0.03f))
        {
            _steps.Add(new WorldStep(slot.AddSeconds(4), WorldAction.Swap) { Number = _random.Int(0, 2) });
        }
        if (_random.Bool(0.05f))
        {
            PlayPerson(slot.AddSeconds(5));
        }
        _steps.Add(new WorldStep(slot.AddSeconds(7), WorldAction.Advance));
    }

    private void PlayJob(string job, DateTimeOffset slot, int interval, int targets)
    {
        var first = new List<(string Series, double Value)>();
        var late = new List<(string Series, double Value)>();
        for (int target = 0; target < targets; target++)
        {
            bool isLate = _random.Bool(0.04f);
            List<(string Series, double Value)> samples = isLate ? late : first;
            bool isUp = !_random.Bool(0.05f);
            samples.Add(($"up{{instance={job}{target},job={job}}}", isUp ? 1 : 0));
            for (int series = 0; isUp && series < 4; series++)
            {
                samples.Add(($"load{{core={series},instance={job}{target}}}", Walk($"{job}{target}.{series}")));
                samples.Add(($"requests_total{{core={series},instance={job}{target}}}", Count($"{job}{target}.{series}.count")));
            }
        }
        _steps.Add(new WorldStep(slot.AddSeconds(0.2), WorldAction.Collect) { Job = job, Interval = interval, Slot = slot, Samples = first });
        if (late.Count > 0)
        {
            _steps.Add(new WorldStep(slot.AddSeconds(3), WorldAction.Collect) { Job = job, Interval = interval, Slot = slot, Samples = late, IsLate = true });
        }
    }

    private void PlayPerson(DateTimeOffset at)
    {
        OperatorCommand command = _random.Int(0, 2) switch
        {
            0 => new AddSilence([LabelMatcher.Parse("instance", "~fast.*")], at, at.AddMinutes(_random.Int(1, 10)), "maintenance", "ann"),
            1 => new ExpireSilence($"s{_random.Int(1, 5)}", "bob"),
            _ => new Acknowledge("any", "looking", "cid", _random.Bool()),
        };
        _steps.Add(new WorldStep(at, WorldAction.Command) { Command = command });
    }

    /// <summary>A walk within 0…100 that jumps now and then, ends now and then, and is seldom no number.</summary>
    private double Walk(string name)
    {
        double value = _values.GetValueOrDefault(name, 50) + _random.Double(-8, 8);
        value = _random.Bool(0.03f) ? _random.Double(0, 100) : Math.Clamp(value, 0, 100);
        _values[name] = value;
        return _random.Bool(0.01f) ? Staleness.Marker : _random.Bool(0.01f) ? double.NaN : value;
    }

    private double Count(string name) => _values[name] = _random.Bool(0.01f) ? 0 : _values.GetValueOrDefault(name) + _random.Int(0, 500);
}
