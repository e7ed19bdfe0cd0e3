using System.Diagnostics;
using RulesPlatform.Pipeline.Cycle;

namespace RulesPlatform.Host.Telemetry;

/// <summary>A span for each stage of the cycle, below the one that is current.</summary>
internal sealed class CycleTrace : ICycleObserver
{
    private Activity? _stage;

    public void Begin(CycleStage stage, string group)
    {
        End();
        if (!Traces.Source.HasListeners())
        {
            return;
        }
        _stage = Traces.Source.StartActivity(NameOf(stage));
        if (group.Length > 0)
        {
            _stage?.SetTag("group", group);
        }
    }

    public void End()
    {
        _stage?.Dispose();
        _stage = null;
    }

    private static string NameOf(CycleStage stage) => stage switch
    {
        CycleStage.Store => "store",
        CycleStage.Analysis => "analysis",
        CycleStage.Thresholds => "thresholds",
        _ => "responses",
    };
}
