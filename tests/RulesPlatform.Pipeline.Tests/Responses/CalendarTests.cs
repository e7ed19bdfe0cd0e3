using System.Globalization;
using RulesPlatform.Pipeline.Responses;
using Calendar = RulesPlatform.Pipeline.Responses.Calendar;

namespace RulesPlatform.Pipeline.Tests.Responses;

/// <summary>Berlin: clocks go forward on 2026-03-29 at 01:00Z (02:00 becomes 03:00) and back on 2026-10-25 at 01:00Z (03:00 becomes 02:00).</summary>
[TestClass]
public sealed class CalendarTests
{
    private static readonly Calendar s_office = new(
        "office", "Europe/Berlin", [Span("Mon Tue Wed Thu Fri", "08:00", "18:00")], [new DateOnly(2026, 12, 25)]);

    [TestMethod]
    [DataRow("2026-03-27T06:59:59Z", false, DisplayName = "Friday before the change, 07:59:59 local")]
    [DataRow("2026-03-27T07:00Z", true, DisplayName = "Friday before the change, 08:00 local")]
    [DataRow("2026-03-28T10:00Z", false, DisplayName = "Saturday")]
    [DataRow("2026-03-30T05:59:59Z", false, DisplayName = "Monday after the change, 07:59:59 local")]
    [DataRow("2026-03-30T06:00Z", true, DisplayName = "Monday after the change, 08:00 local")]
    [DataRow("2026-03-30T16:00Z", false, DisplayName = "the end is not in it")]
    [DataRow("2026-10-23T06:00Z", true, DisplayName = "Friday before the change back, 08:00 local")]
    [DataRow("2026-10-26T06:00Z", false, DisplayName = "Monday after the change back, 07:00 local")]
    [DataRow("2026-10-26T07:00Z", true, DisplayName = "Monday after the change back, 08:00 local")]
    [DataRow("2026-12-25T10:00Z", false, DisplayName = "an excepted Friday")]
    public void Local_time_decides(string instant, bool isOpen) => Assert.AreEqual(isOpen, s_office.IsOpen(At(instant)));

    [TestMethod]
    [DataRow("2026-11-24T22:30Z", true, DisplayName = "begins on its day")]
    [DataRow("2026-11-25T05:30Z", true, DisplayName = "runs into the next")]
    [DataRow("2026-11-25T06:00Z", false, DisplayName = "and ends there")]
    [DataRow("2026-11-24T05:30Z", false, DisplayName = "no night begins on Monday")]
    [DataRow("2026-12-02T05:30Z", false, DisplayName = "the night of an excepted day is excepted whole")]
    public void A_span_may_run_past_midnight(string instant, bool isOpen) =>
        Assert.AreEqual(isOpen, new Calendar("night", "UTC", [Span("Tue", "22:00", "06:00")], [new DateOnly(2026, 12, 1)]).IsOpen(At(instant)));

    [TestMethod]
    [DataRow("2026-11-24T07:00Z", "2026-11-25T07:00Z", DisplayName = "open now: the next one")]
    [DataRow("2026-11-24T06:59Z", "2026-11-24T07:00Z", DisplayName = "today")]
    [DataRow("2026-11-27T20:00Z", "2026-11-30T07:00Z", DisplayName = "over a weekend")]
    [DataRow("2026-12-24T20:00Z", "2026-12-28T07:00Z", DisplayName = "over an excepted day and a weekend")]
    [DataRow("2026-03-27T20:00Z", "2026-03-30T06:00Z", DisplayName = "over the change to summer time")]
    [DataRow("2026-10-23T20:00Z", "2026-10-26T07:00Z", DisplayName = "over the change to winter time")]
    public void It_says_when_it_opens_next(string after, string opening) => Assert.AreEqual(At(opening), s_office.NextOpening(At(after)));

    [TestMethod]
    [DataRow("02:30", "05:00", "2026-03-29T00:30Z", "2026-03-29T01:00Z", DisplayName = "a beginning that the clocks skip: when they have")]
    [DataRow("02:15", "02:45", "2026-03-29T00:30Z", "2026-03-30T00:15Z", DisplayName = "a span that the clocks skip: the day after")]
    [DataRow("02:30", "02:45", "2026-10-25T00:00Z", "2026-10-25T00:30Z", DisplayName = "an hour that comes twice: the first time")]
    [DataRow("02:30", "02:45", "2026-10-25T00:30Z", "2026-10-25T01:30Z", DisplayName = "an hour that comes twice: the second time")]
    [DataRow("01:30", "02:30", "2026-10-25T00:30Z", "2026-10-25T01:00Z", DisplayName = "turned back into a span: it opens again")]
    public void Where_the_clocks_change_it_opens_as_the_clock_on_the_wall_says(string from, string to, string after, string opening)
    {
        var calendar = new Calendar("small", "Europe/Berlin", [Span("Sun Mon Tue Wed Thu Fri Sat", from, to)], []);
        Assert.AreEqual(At(opening), calendar.NextOpening(At(after)));
    }

    [TestMethod]
    public void What_is_always_open_or_never_does_not_open()
    {
        Assert.IsNull(new Calendar("always", "UTC", [Span("Sun Mon Tue Wed Thu Fri Sat", "08:00", "08:00")], []).NextOpening(Given.Day));
        Assert.IsNull(new Calendar("never", "UTC", [], []).NextOpening(Given.Day));
    }

    /// <summary>The opening found is the one that looking at every quarter of an hour finds; all spans begin and end on one, in all these zones.</summary>
    [TestMethod]
    [DataRow("UTC")]
    [DataRow("Europe/Berlin")]
    [DataRow("America/New_York")]
    [DataRow("Australia/Lord_Howe", DisplayName = "clocks change by half an hour")]
    [DataRow("America/Sao_Paulo")]
    public void It_opens_when_looking_all_the_time_says_so(string zone)
    {
        var random = new Bogus.Randomizer(20261124);
        for (int world = 0; world < 40; world++)
        {
            CalendarSpan[] spans = [.. Enumerable.Range(0, random.Int(1, 3)).Select(_ => new CalendarSpan(
                random.EnumValues<DayOfWeek>(random.Int(1, 7)), Quarter(random), Quarter(random)))];
            DateTimeOffset start = new DateTimeOffset(2026, random.Bool() ? 3 : 10, random.Int(1, 31), random.Int(0, 23), 0, 0, TimeSpan.Zero);
            var calendar = new Calendar("random", zone, spans, [DateOnly.FromDateTime(start.AddDays(random.Int(0, 9)).Date)]);
            DateTimeOffset? looked = Enumerable.Range(1, 4 * 24 * 21).Select(i => start.AddMinutes(15 * i))
                .Cast<DateTimeOffset?>().FirstOrDefault(at => calendar.IsOpen(at!.Value) && !calendar.IsOpen(at.Value.AddMilliseconds(-1)));
            Assert.AreEqual(looked, calendar.NextOpening(start), $"world {world}: {zone} after {start:u}, {string.Join("; ", spans.Select(span => $"{string.Join(' ', span.Days)} {span.From}-{span.To}"))}");
        }
    }

    private static TimeOnly Quarter(Bogus.Randomizer random) => new TimeOnly(0, 0).AddMinutes(15 * random.Int(0, 95));

    private static CalendarSpan Span(string days, string from, string to) => new(
        [.. days.Split(' ').Select(day => Enum.GetValues<DayOfWeek>().Single(one => one.ToString().StartsWith(day, StringComparison.Ordinal)))],
        TimeOnly.Parse(from, CultureInfo.InvariantCulture),
        TimeOnly.Parse(to, CultureInfo.InvariantCulture));

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
}
