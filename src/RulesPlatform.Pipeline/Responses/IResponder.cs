namespace RulesPlatform.Pipeline.Responses;

/// <summary>Hands notifications to one kind of receiver. Thread-safe: calls for different groups of one receiver overlap, those of one group never do.</summary>
public interface IResponder
{
    /// <summary>The kind of settings it understands: <see cref="ReceiverSettings.Kind"/>, or <c>run</c>, <c>capture</c>.</summary>
    string Kind { get; }

    /// <summary>One attempt. Never throws for what the other side does: that is in the receipt, and so is a secret that cannot be read (Retry). Throws when cancelled.</summary>
    /// <param name="receiver">Null for actions.</param>
    ValueTask<DeliveryReceipt> Deliver(Notification notification, Receiver? receiver, CancellationToken cancellation);
}
