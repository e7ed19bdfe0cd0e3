namespace RulesPlatform.Host.Sources.Push;

/// <param name="Line">From 1; 0 where the request as a whole is meant.</param>
internal readonly record struct PushError(int Line, string Message);
