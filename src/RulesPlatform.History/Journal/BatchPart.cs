using RulesPlatform.History.Samples;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.History.Journal;

/// <summary>A run of a batch's columns that belongs to one stream, or a target's report, or both.</summary>
/// <param name="Stream">Id of the stream.</param>
/// <param name="Layout">The series of the run, in column order; empty where the report covers none, or lies over other runs.</param>
/// <param name="Report">Null for columns that no target answered for.</param>
internal sealed record BatchPart(int Stream, Layout Layout, TargetReport? Report);
