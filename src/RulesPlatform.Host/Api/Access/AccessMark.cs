namespace RulesPlatform.Host.Api.Access;

/// <summary>Endpoint metadata that carries the <see cref="AccessKind"/>.</summary>
internal sealed record AccessMark(AccessKind Kind);
