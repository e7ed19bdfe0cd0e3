using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;

namespace RulesPlatform.Host.Api.Answers;

/// <summary>The JSON of the API: camel case, times in ISO 8601, null for not-a-number; members that are null are left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantJson)])]
[JsonSerializable(typeof(StatusAnswer))]
[JsonSerializable(typeof(SignalsAnswer))]
[JsonSerializable(typeof(AlertsAnswer))]
[JsonSerializable(typeof(AlertHistoryAnswer))]
[JsonSerializable(typeof(ExplainAnswer))]
[JsonSerializable(typeof(EventsAnswer))]
[JsonSerializable(typeof(QueryAnswer))]
[JsonSerializable(typeof(SeriesAnswer))]
[JsonSerializable(typeof(TargetsAnswer))]
[JsonSerializable(typeof(NotificationsAnswer))]
[JsonSerializable(typeof(SilencesAnswer))]
[JsonSerializable(typeof(SilenceRequest))]
[JsonSerializable(typeof(AckRequest))]
[JsonSerializable(typeof(AckAnswer))]
[JsonSerializable(typeof(SamplesAnswer))]
[JsonSerializable(typeof(SliceRequest))]
[JsonSerializable(typeof(RulesAnswer))]
[JsonSerializable(typeof(GenerationsAnswer))]
[JsonSerializable(typeof(RollbackRequest))]
[JsonSerializable(typeof(RollbackAnswer))]
[JsonSerializable(typeof(RuleProblemAnswer))]
[JsonSerializable(typeof(ReadyAnswer))]
[JsonSerializable(typeof(ServerFile))]
[JsonSerializable(typeof(VersionAnswer))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(HttpValidationProblemDetails))]
internal sealed partial class ApiJson : JsonSerializerContext;
