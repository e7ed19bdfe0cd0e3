namespace RulesPlatform.Pipeline.Thresholds;

internal readonly record struct AlertStep(AlertState From, AlertState To, ChangeReason Reason);
