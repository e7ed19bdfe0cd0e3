using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace RulesPlatform.Host.Tests.Responders;

/// <summary>Keeps every log line, whatever its level, as text.</summary>
internal sealed class CapturedLog<T> : ILogger<T>, ILoggerFactory
{
    public ConcurrentQueue<(LogLevel Level, string Line)> Lines { get; } = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue((logLevel, formatter(state, exception) + exception));

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }
}
