namespace RulesPlatform.Host.CommandLine.Import;

/// <summary>How the lines of a file are to be read.</summary>
internal enum ImportFormat
{
    /// <summary>By the file's name, and whether it ends with <c># EOF</c>.</summary>
    Auto,

    /// <summary>Times are seconds.</summary>
    OpenMetrics,

    /// <summary>The text format 0.0.4: times are milliseconds.</summary>
    Prometheus,

    /// <summary>With the header <c>time,metric,labels,value</c>, in any order; other columns are labels.</summary>
    Csv,
}
