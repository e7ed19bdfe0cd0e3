using System.Text.Json;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Pipeline.Tests.Responses;

[TestClass]
public sealed class WorldTests
{
    private const int Worlds = 60;
    private const int Steps = 80;

    private static readonly JsonSerializerOptions s_json = new()
    {
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    [TestMethod]
    public void Every_promise_is_kept_in_every_world()
    {
        int notifications = 0;
        foreach (int seed in Enumerable.Range(1, Worlds))
        {
            InWorld(seed, isSlow: false, world =>
            {
                var witness = new WorldWitness(world);
                var generator = new ResponseGenerator(world.Plan);
                for (int step = 0; step < Steps; step++)
                {
                    Hear(world.Next()(generator));
                    witness.CheckNobodyIsForgotten(generator);
                }
                Hear(world.End()(generator));
                Assert.AreEqual(0, witness.Open, "somebody heard of a beginning and not of its end");
                Assert.IsNull(generator.NextDeadline, "everything is over and something is still due");
                notifications += witness.Notifications;

                void Hear(ResponseOutcome outcome)
                {
                    witness.Hear(outcome);
                    world.Heard(outcome);
                }
            });
        }
        Assert.IsTrue(notifications > Worlds * Steps, $"{notifications} notifications prove little");
    }

    [TestMethod]
    public void A_restart_before_every_call_changes_not_one_byte()
    {
        foreach (int seed in Enumerable.Range(1, Worlds / 3))
        {
            InWorld(seed, isSlow: false, world =>
            {
                var straight = new ResponseGenerator(world.Plan);
                var restarted = new ResponseGenerator(world.Plan);
                for (int step = 0; step < Steps; step++)
                {
                    restarted = Restart(restarted, world.Plan);
                    Func<ResponseGenerator, ResponseOutcome> call = world.Next();
                    ResponseOutcome said = call(straight);
                    Assert.AreEqual(Text(said), Text(call(restarted)), $"step {step}");
                    Assert.AreEqual(straight.NextDeadline, restarted.NextDeadline, $"step {step}");
                    Assert.IsTrue(State(straight).Span.SequenceEqual(State(restarted).Span), $"step {step}: what is remembered differs");
                    world.Heard(said);
                }
            });
        }
    }

    /// <summary>In worlds whose repeats are further apart than their steps: of those missed in one step only the last would be made.</summary>
    [TestMethod]
    public void Firing_deadlines_one_by_one_or_all_at_once_is_the_same()
    {
        foreach (int seed in Enumerable.Range(1, Worlds / 3))
        {
            InWorld(seed, isSlow: true, world =>
            {
                var atOnce = new ResponseGenerator(world.Plan);
                var oneByOne = new ResponseGenerator(world.Plan);
                for (int step = 0; step < Steps; step++)
                {
                    Func<ResponseGenerator, ResponseOutcome> call = world.Next();
                    ResponseOutcome[] parts = [.. FireOneByOne(oneByOne, world.Now), call(oneByOne)];
                    ResponseOutcome all = call(atOnce);
                    Assert.AreEqual(
                        JsonSerializer.Serialize(parts.SelectMany(part => part.Notifications), s_json),
                        JsonSerializer.Serialize(all.Notifications, s_json),
                        $"step {step}");
                    world.Heard(all);
                }
            });
        }
    }

    [TestMethod]
    public void It_loads_only_into_a_new_generator_and_only_its_own_format()
    {
        ResponsePlan plan = Given.Plan();
        var stage = new ResponseStage(restart: false, plan);
        stage.Run("00:00 fire a");
        Assert.ThrowsExactly<InvalidOperationException>(() => Load(stage.Generator, State(stage.Generator)));
        byte[] strange = State(stage.Generator).ToArray();
        strange[0] ^= 0xFF;
        Assert.ThrowsExactly<InvalidDataException>(() => Load(new ResponseGenerator(plan), strange));
    }

    private static IEnumerable<ResponseOutcome> FireOneByOne(ResponseGenerator generator, DateTimeOffset through)
    {
        while (generator.NextDeadline is { } due && due <= through)
        {
            yield return generator.Fire(due);
        }
    }

    private static ResponseGenerator Restart(ResponseGenerator generator, ResponsePlan plan)
    {
        var loaded = new ResponseGenerator(plan);
        Load(loaded, State(generator));
        return loaded;
    }

    private static ReadOnlyMemory<byte> State(ResponseGenerator generator)
    {
        using var writer = new StateWriter();
        generator.Save(writer);
        return writer.ToMemory();
    }

    private static void Load(ResponseGenerator generator, ReadOnlyMemory<byte> state)
    {
        using var reader = new StateReader(state);
        generator.Load(reader);
    }

    private static string Text(ResponseOutcome outcome) => JsonSerializer.Serialize(outcome, s_json);

    private static void InWorld(int seed, bool isSlow, Action<World> check)
    {
        try
        {
            check(new World(seed, isSlow));
        }
        catch (Exception failure)
        {
            throw new AssertFailedException($"World {seed}: {failure.Message}", failure);
        }
    }
}
