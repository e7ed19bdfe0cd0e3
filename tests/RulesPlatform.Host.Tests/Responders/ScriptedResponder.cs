using System.Collections.Concurrent;
using System.Threading.Channels;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Tests.Responders;

/// <summary>A responder that answers as told and keeps what it was given.</summary>
/// <param name="answer">Called for each attempt.</param>
internal sealed class ScriptedResponder(string kind, Func<Notification, CancellationToken, ValueTask<DeliveryReceipt>> answer) : IResponder
{
    private readonly Channel<Notification> _attempts = Channel.CreateUnbounded<Notification>();

    public ScriptedResponder(string kind, Func<Notification, DeliveryReceipt> answer)
        : this(kind, (notification, _) => ValueTask.FromResult(answer(notification)))
    {
    }

    public string Kind => kind;

    /// <summary>Dedup keys in the order of the attempts' begin.</summary>
    public ConcurrentQueue<string> Attempts { get; } = new();

    public ValueTask<DeliveryReceipt> Deliver(Notification notification, Receiver? receiver, CancellationToken cancellation)
    {
        Attempts.Enqueue(notification.DedupKey);
        _attempts.Writer.TryWrite(notification);
        return answer(notification, cancellation);
    }

    /// <summary>The next attempt, waited for.</summary>
    public async Task<Notification> Next() => await _attempts.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
}
