using System.Text.Json.Serialization;

namespace RulesPlatform.Host.Api.Answers;

internal sealed record RulesAnswer(
    RuleSetStatus RuleSet, IReadOnlyList<RuleFileAnswer> Files, IReadOnlyList<RuleAnswer> Rules);

internal sealed record RuleFileAnswer(string Path, string Kind, string Name, string Version, string Sha256);

internal sealed record RuleAnswer(
    string Id, string Signal, string Severity, string Mode, string Expression, double ForSeconds, string Owner, bool IsQuarantined, PlaceAnswer Place);

internal sealed record GenerationsAnswer(IReadOnlyList<GenerationAnswer> Generations);

/// <param name="IsInForce">Whether it is the newest to come into force.</param>
internal sealed record GenerationAnswer(string Revision, string Name, string Version, DateTimeOffset SavedAt, bool IsInForce);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RollbackRequest(string? Revision);

internal sealed record RollbackAnswer(string Revision, string Replaced);
