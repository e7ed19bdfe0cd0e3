using Microsoft.Extensions.Time.Testing;
using RulesPlatform.Host.Api.Live;

namespace RulesPlatform.Host.Tests.Api;

[TestClass]
public sealed class DecisionBellTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly DecisionBell _bell = new();

    [TestMethod]
    public async Task What_has_rung_already_is_not_waited_for()
    {
        _bell.Ring(5);
        await _bell.Wait(4, TimeSpan.FromHours(1), _time, CancellationToken.None);
        Assert.AreEqual(5, _bell.Newest);
    }

    [TestMethod]
    public async Task An_older_ring_wakes_nobody()
    {
        _bell.Ring(5);
        Task waiting = _bell.Wait(5, TimeSpan.FromHours(1), _time, CancellationToken.None);
        _bell.Ring(5);
        Assert.IsFalse(waiting.IsCompleted);
        _bell.Ring(6);
        await waiting;
    }

    [TestMethod]
    public async Task Patience_ends()
    {
        Task waiting = _bell.Wait(0, TimeSpan.FromSeconds(30), _time, CancellationToken.None);
        Assert.IsFalse(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(30));
        await waiting;
    }

    [TestMethod]
    public async Task Who_hangs_up_is_let_go()
    {
        using var gone = new CancellationTokenSource();
        Task waiting = _bell.Wait(0, TimeSpan.FromHours(1), _time, gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => waiting);
    }
}
