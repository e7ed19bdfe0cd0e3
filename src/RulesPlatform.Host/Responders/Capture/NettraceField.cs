namespace RulesPlatform.Host.Responders.Capture;

/// <summary>A field of a traced event as its metadata describes it.</summary>
/// <param name="Type">A <see cref="TypeCode"/>; <see cref="TypeCode.Object"/> for a structure.</param>
/// <param name="Fields">Of a structure; empty otherwise.</param>
internal sealed record NettraceField(string Name, TypeCode Type, IReadOnlyList<NettraceField> Fields);
