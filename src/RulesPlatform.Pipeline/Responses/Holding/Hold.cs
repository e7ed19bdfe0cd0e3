namespace RulesPlatform.Pipeline.Responses.Holding;

/// <summary>Why an alert is not sent now.</summary>
/// <param name="Cause">As in <see cref="Suppression.Cause"/>.</param>
/// <param name="By">As in <see cref="Suppression.By"/>.</param>
/// <param name="Key">The event that may end it, as <see cref="HoldRegister"/> knows it; empty where none does.</param>
internal sealed record Hold(string Cause, string By, string Key)
{
    public static string CalendarKey(string calendar) => "calendar/" + calendar;

    public static string SilenceKey(string id) => "silence/" + id;

    /// <summary>Whether a reader would be told the same.</summary>
    public bool Reads(Hold? other) => other is not null && Cause == other.Cause && By == other.By;
}
