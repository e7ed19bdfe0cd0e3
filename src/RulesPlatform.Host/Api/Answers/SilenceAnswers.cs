using System.Text.Json.Serialization;

namespace RulesPlatform.Host.Api.Answers;

internal sealed record SilencesAnswer(IReadOnlyList<SilenceAnswer> Silences);

/// <param name="State"><c>pending</c>, <c>active</c> or <c>expired</c>.</param>
/// <param name="Matchers">As in <c>name="value"</c>, <c>!=</c>, <c>=~</c>, <c>!~</c>.</param>
internal sealed record SilenceAnswer(
    string Id, string State, IReadOnlyList<string> Matchers, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Author, string Comment, string? ExpiredBy);

/// <summary>Asks for a silence.</summary>
/// <param name="Matchers">At least one: <c>name="value"</c>, <c>name!="value"</c>, <c>name=~"regex"</c>, <c>name!~"regex"</c>.</param>
/// <param name="StartsAt">Null for now.</param>
/// <param name="EndsAt">Either this or <paramref name="Duration"/>.</param>
/// <param name="Duration">E.g. <c>2h</c>, from the start.</param>
/// <param name="Author">Null for the key's name.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SilenceRequest(
    IReadOnlyList<string>? Matchers, DateTimeOffset? StartsAt = null, DateTimeOffset? EndsAt = null, string? Duration = null, string? Author = null, string? Comment = null);

/// <param name="Noise">True labels the alert a false alarm.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record AckRequest(string? Author = null, string? Comment = null, bool Noise = false);

internal sealed record AckAnswer(string Fingerprint, string Author, string Comment, bool Noise, long Sequence);
