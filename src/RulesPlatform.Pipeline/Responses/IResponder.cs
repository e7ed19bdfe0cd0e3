namespace RulesPlatform.Pipeline.Responses;

/// <summary>Hands notifications to one kind of receiver. Thread-safe; one call at a time per receiver.</summary>
public interface IResponder
{
    /// <summary>The kind of settings it understands: <see cref="ReceiverSettings.Kind"/>, or <c>run</c>, <c>capture</c>.</summary>
    string Kind { get; }

    /// <summary>One attempt. Never throws for what the other side does: that is in the receipt.</summary>
    /// <param name="receiver">Null for actions.</param>
    ValueTask<DeliveryReceipt> Deliver(Notification notification, Receiver? receiver, CancellationToken cancellation);
}
