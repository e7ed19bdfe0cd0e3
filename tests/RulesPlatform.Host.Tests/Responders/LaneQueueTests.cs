using CsCheck;
using RulesPlatform.Host.Responders;

namespace RulesPlatform.Host.Tests.Responders;

[TestClass]
public sealed class LaneQueueTests
{
    /// <summary>Each step adds a notification to one of four groups, settles or postpones what is under way, or lets time pass.</summary>
    [TestMethod]
    public void Never_has_two_of_a_group_under_way_keeps_each_groups_order_and_loses_nothing() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3]).Array[0, 200].Sample(steps =>
        {
            var queue = new LaneQueue();
            var underWay = new List<GroupQueue>();
            var settled = new List<(string Group, string Key)>();
            int added = 0;
            long now = 0;
            foreach ((int step, int choice) in steps)
            {
                switch (step)
                {
                    case 0:
                        queue.Add(Samples.Numbered(added++, group: $"g{choice}"));
                        break;
                    case 1 when queue.Take(now) is { } taken:
                        Assert.IsFalse(underWay.Any(group => group.Key == taken.Key));
                        underWay.Add(taken);
                        break;
                    case 2 when underWay.Count > 0:
                        GroupQueue group = underWay[choice % underWay.Count];
                        underWay.Remove(group);
                        if (choice == 3)
                        {
                            queue.Postpone(group, now + 10);
                            break;
                        }
                        settled.Add((group.Key, group.Head.DedupKey));
                        queue.Settle(group);
                        break;
                    default:
                        now += choice;
                        break;
                }
            }
            Assert.AreEqual(added - settled.Count, queue.Count);
            underWay.ForEach(group => queue.Postpone(group, now));
            for (now += 100; queue.Take(now) is { } rest; queue.Settle(rest))
            {
                settled.Add((rest.Key, rest.Head.DedupKey));
            }
            Assert.HasCount(added, settled);
            Assert.AreEqual(0, queue.Count);
            Assert.IsNull(queue.NextDue(now));
            Assert.IsTrue(settled.GroupBy(one => one.Group).All(group => group.Select(one => one.Key).SequenceEqual(group.Select(one => one.Key).Order())));
        }, seed: "0000KOIPe036");

    [TestMethod]
    public void Tells_when_the_next_group_can_be_taken()
    {
        var queue = new LaneQueue();
        queue.Add(Samples.Numbered(1));
        queue.Add(Samples.Numbered(2));
        Assert.IsNull(queue.NextDue(0));
        GroupQueue first = queue.Take(0)!;
        queue.Postpone(first, 50);
        Assert.AreEqual(50, queue.NextDue(0));
        queue.Pause(20);
        Assert.AreEqual(20, queue.NextDue(0));
        Assert.IsNull(queue.Take(19));
        Assert.AreEqual("000002", queue.Take(20)!.Head.DedupKey);
        Assert.AreSame(first, queue.Take(50));
    }
}
