using System.Diagnostics.Metrics;
using System.Globalization;
using RulesPlatform.Pipeline.Collection;

namespace RulesPlatform.Host.Sources.Self;

/// <summary>
/// Everything that the platform's own meters (<c>RulesPlatform…</c>) and the runtime's (<c>System.Runtime</c>) have measured since this
/// was made. One a process, made at its start: a job's source comes and goes with the rule files, the counts stay. Thread-safe.
/// </summary>
internal sealed class MeterLedger : IDisposable
{
    private const string RuntimeMeter = "System.Runtime";

    private readonly Lock _gate = new();
    private readonly Lock _reading = new();
    private readonly Dictionary<string, InstrumentLedger> _instruments = [];
    private readonly MeterListener _listener = new();
    private readonly string _ownMeters;

    /// <param name="ownMeters">What the names of the meters begin with that are heard beside the runtime's.</param>
    public MeterLedger(string ownMeters = "RulesPlatform")
    {
        _ownMeters = ownMeters;
        _listener.InstrumentPublished = Open;
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, state) => ((InstrumentLedger)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<float>(static (_, value, tags, state) => ((InstrumentLedger)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, state) => ((InstrumentLedger)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, state) => ((InstrumentLedger)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<short>(static (_, value, tags, state) => ((InstrumentLedger)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<byte>(static (_, value, tags, state) => ((InstrumentLedger)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<decimal>(
            static (_, value, tags, state) => ((InstrumentLedger)state!).Record((double)value, tags));
        _listener.Start();
    }

    /// <summary>Asks what is observed rather than recorded, then writes everything.</summary>
    /// <exception cref="SourceFaultException">An instrument's own code threw; the message says what.</exception>
    public void Write(SampleWriter writer)
    {
        lock (_reading)
        {
            InstrumentLedger[] instruments;
            lock (_gate)
            {
                instruments = [.. _instruments.Values];
            }
            foreach (InstrumentLedger instrument in instruments)
            {
                instrument.BeginRound();
            }
            Observe();
            foreach (InstrumentLedger instrument in instruments)
            {
                instrument.Write(writer);
            }
        }
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>Instruments of one name and kind are one metric, whichever meter they are of; a second kind under a name is left out.</summary>
    private void Open(Instrument instrument, MeterListener listener)
    {
        bool isRuntime = instrument.Meter.Name == RuntimeMeter;
        if (!isRuntime && !instrument.Meter.Name.StartsWith(_ownMeters, StringComparison.Ordinal))
        {
            return;
        }
        var ledger = new InstrumentLedger(instrument, isRuntime);
        lock (_gate)
        {
            if (!_instruments.TryAdd(ledger.Name, ledger))
            {
                InstrumentLedger first = _instruments[ledger.Name];
                if (first.Kind != ledger.Kind)
                {
                    return;
                }
                ledger = first;
            }
        }
        listener.EnableMeasurementEvents(instrument, ledger);
    }

    private void Observe()
    {
        try
        {
            _listener.RecordObservableInstruments();
        }
        catch (AggregateException failure)
        {
            Exception first = failure.Flatten().InnerExceptions[0];
            throw new SourceFaultException(
                string.Create(CultureInfo.InvariantCulture, $"{failure.InnerExceptions.Count} of the platform's instruments cannot be observed; the first: {first.Message}"), failure);
        }
    }
}
