using System.Collections.Frozen;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Responders;

/// <summary>Finds who delivers to a receiver's name under the rule set in force. Thread-safe.</summary>
/// <param name="receivers">By name, of the rule set in force: asked at each attempt, so that a corrected receiver is used at once.</param>
internal sealed class ReceiverDirectory(IEnumerable<IResponder> responders, Func<IReadOnlyDictionary<string, Receiver>> receivers)
{
    private const string ActionPrefix = "action:";

    private readonly FrozenDictionary<string, IResponder> _responders =
        responders.ToFrozenDictionary(responder => responder.Kind, StringComparer.Ordinal);

    /// <summary>The receiver's kind (an action's name), or <c>unknown</c>.</summary>
    public string KindOf(string name) => Find(name).Responder?.Kind ?? "unknown";

    /// <summary>Responder null: there is none, and <c>Problem</c> says why. Receiver null: an action.</summary>
    public (IResponder? Responder, Receiver? Receiver, string Problem) Find(string name)
    {
        if (name.StartsWith(ActionPrefix, StringComparison.Ordinal))
        {
            string action = name[ActionPrefix.Length..];
            return _responders.TryGetValue(action, out IResponder? actor)
                ? (actor, null, "")
                : (null, null, $"There is no action \"{action}\" in this build of the platform.");
        }
        if (!receivers().TryGetValue(name, out Receiver? receiver))
        {
            return (null, null, $"The rule set in force has no receiver \"{name}\": it was removed or renamed.");
        }
        return _responders.TryGetValue(receiver.Settings.Kind, out IResponder? responder)
            ? (responder, receiver, "")
            : (null, receiver, $"Nothing here delivers to receivers of type \"{receiver.Settings.Kind}\" ({receiver.Origin}).");
    }
}
