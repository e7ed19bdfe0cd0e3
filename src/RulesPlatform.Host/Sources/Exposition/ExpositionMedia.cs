using System.Net.Http.Headers;

namespace RulesPlatform.Host.Sources.Exposition;

/// <summary>How the formats are asked for and told apart over HTTP.</summary>
internal static class ExpositionMedia
{
    public const string Accept =
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
        + "application/openmetrics-text;version=0.0.1;q=0.5,"
        + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
        + "text/plain;version=0.0.4;q=0.3,"
        + "*/*;q=0.2";

    /// <summary>A body without a type is taken as text. False for a type that is neither format.</summary>
    public static bool TryFormatOf(string? contentType, out ExpositionFormat format)
    {
        format = ExpositionFormat.Text;
        if (string.IsNullOrWhiteSpace(contentType))
        {
            return true;
        }
        string? media = MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? parsed) ? parsed.MediaType?.ToLowerInvariant() : null;
        format = media == "application/openmetrics-text" ? ExpositionFormat.OpenMetrics : ExpositionFormat.Text;
        return media is "application/openmetrics-text" or "text/plain";
    }
}
