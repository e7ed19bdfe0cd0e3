namespace RulesPlatform.Host.Api.Reports;

/// <summary>How samples leave and come back.</summary>
internal enum ExportFormat
{
    OpenMetrics, Csv,
}
