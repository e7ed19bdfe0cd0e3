using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema;

/// <summary>A number in a range, whole where asked for.</summary>
internal sealed class NumberShape(double minimum = double.NegativeInfinity, double maximum = double.PositiveInfinity, bool isWhole = false) : Shape<double>
{
    public override string Noun { get; } = (isWhole ? "a whole number" : "a number") + RangeText(minimum, maximum);

    public override bool TryRead(TextNode node, Reading reading, out double value)
    {
        value = node.Number;
        if (node.Kind != NodeKind.Number)
        {
            return reading.WrongType(node, Noun);
        }
        if (value < minimum || value > maximum || (isWhole && value != Math.Floor(value)))
        {
            string text = value.ToString(CultureInfo.InvariantCulture);
            reading.Report(ReadingProblems.OutOfRange, node, $"{text} is out of range", $"write {Noun}");
            return false;
        }
        return true;
    }

    public override JsonObject Describe(SchemaDefinitions definitions)
    {
        var schema = new JsonObject { ["type"] = isWhole ? "integer" : "number" };
        if (double.IsFinite(minimum))
        {
            schema["minimum"] = minimum;
        }
        if (double.IsFinite(maximum))
        {
            schema["maximum"] = maximum;
        }
        return schema;
    }

    private static string RangeText(double minimum, double maximum) => (double.IsFinite(minimum), double.IsFinite(maximum)) switch
    {
        (true, true) => string.Create(CultureInfo.InvariantCulture, $" from {minimum} to {maximum}"),
        (true, false) => string.Create(CultureInfo.InvariantCulture, $" of at least {minimum}"),
        (false, true) => string.Create(CultureInfo.InvariantCulture, $" of at most {maximum}"),
        _ => "",
    };
}
