namespace RulesPlatform.History.Samples;

/// <summary>An encoded block: rows of one stream as columns of series. The header says where each column lies in the body.</summary>
internal sealed record Block(byte[] Header, byte[] Body);
