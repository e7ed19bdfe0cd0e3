using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Testing;

/// <summary>A file of tests that could be read.</summary>
internal sealed record TestFile(TestsDraft Draft, Reading Reading);
