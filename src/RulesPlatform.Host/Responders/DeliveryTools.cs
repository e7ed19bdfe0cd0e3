using Microsoft.Extensions.Logging;

namespace RulesPlatform.Host.Responders;

/// <summary>What every lane of one outbox shares.</summary>
internal sealed record DeliveryTools(
    ReceiverDirectory Directory, OutboxSettings Settings, RetrySchedule Schedule, DeliveryMeter Meter, TimeProvider Time, ILogger Log);
