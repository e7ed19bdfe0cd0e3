namespace RulesPlatform.Pipeline.Responses;

public enum DeliveryOutcome
{
    Delivered,

    /// <summary>Try again later: timeout, cut connection, 429, 5xx.</summary>
    Retry,

    /// <summary>Will not go through unchanged: other 4xx, an unknown receiver. A dead letter.</summary>
    Rejected,
}
