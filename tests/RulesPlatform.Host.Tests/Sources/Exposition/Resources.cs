using System.Text;

namespace RulesPlatform.Host.Tests.Sources.Exposition;

/// <summary>Test data inside the test assembly.</summary>
internal static class Resources
{
    public static byte[] Bytes(string name)
    {
        using Stream stream = typeof(Resources).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException($"No resource is named {name}.");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public static string Text(string name) => Encoding.UTF8.GetString(Bytes(name));
}
