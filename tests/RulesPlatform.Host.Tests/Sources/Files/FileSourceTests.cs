using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Tests.Sources.Files;

[TestClass]
public sealed class FileSourceTests
{
    private const string Header = "timestamp,metric,value,host\n";

    [DataRow("a.csv", Header + "2026-11-24T10:00:05Z,m,1.5,x\n", "m=1.5@5")]
    [DataRow("a.prom", "m{host=\"x\"} 1 1795514405000\n", "m=1@5")]
    [DataRow("a.txt", "m 1", "m=1@-60", DisplayName = "the last line feed may be missing")]
    [DataRow("a.om", "m 1 1795514405\n# EOF\n", "m=1@5")]
    [DataRow("a.CSV", "metric,value\nm,2\n", "m=2@-60", DisplayName = "a sample without time has the file's")]
    [TestMethod]
    public async Task Reads_a_file_once_and_puts_it_away(string name, string content, string samples)
    {
        using var drop = new DroppedFiles();
        drop.Write(name, content);
        Assert.AreEqual(samples, await drop.Slot());
        Assert.AreEqual($"done/{name}", drop.Files());
        Assert.AreEqual("", await drop.Slot());
    }

    [TestMethod]
    public async Task Leaves_a_file_alone_until_it_stood_still_for_a_slot()
    {
        using var drop = new DroppedFiles();
        drop.Write("a.csv", Header + "1795514400,m,1,x\n", age: 1);
        Assert.AreEqual("", await drop.Slot());
        drop.Write("a.csv", Header + "1795514400,m,1,x\n1795514401,m,2,x\n", age: 1);
        Assert.AreEqual("", await drop.Slot());
        Assert.AreEqual("m=1@0 m=2@1", await drop.Slot());
    }

    [TestMethod]
    public async Task A_file_moved_in_with_an_old_time_is_read_at_once()
    {
        using var drop = new DroppedFiles();
        drop.Write("a.csv", Header + "1795514400,m,1,x\n", age: 10);
        Assert.AreEqual("m=1@0", await drop.Slot());
    }

    [DataRow(".a.csv")]
    [DataRow("a.csv.tmp")]
    [DataRow("a.csv.part")]
    [DataRow("a.csv~")]
    [TestMethod]
    public async Task Leaves_unfinished_names_to_their_writers(string name)
    {
        using var drop = new DroppedFiles();
        drop.Write(name, Header + "1795514400,m,1,x\n");
        Assert.AreEqual("", await drop.Slot());
        Assert.AreEqual(name, drop.Files());
    }

    [TestMethod]
    public async Task A_file_that_is_not_stored_is_read_again()
    {
        using var drop = new DroppedFiles();
        drop.Write("a.csv", Header + "1795514400,m,1,x\n");
        Assert.AreEqual("m=1@0", await drop.Slot(isStored: false));
        Assert.AreEqual("m=1@0", await drop.Slot());
        Assert.AreEqual("done/a.csv", drop.Files());
    }

    [DataRow("a.csv", Header + "1795514400,m,one,x\n", "line 2: 'one' is no number\n")]
    [DataRow("a.prom", "m{ 1\n", "line 1, column 4: expected a label name, found '1'; near 'm{ 1'\n")]
    [DataRow("a.om", "m 1\n", "line 2, column 1: the body ends without '# EOF': it was probably cut off; near ''\n")]
    [DataRow("a.xls", "x", "the ending '.xls' tells no format; name the file .csv, .prom, .txt or .om\n")]
    [TestMethod]
    public async Task A_broken_file_goes_to_failed_with_its_reason_and_the_others_are_read(string name, string content, string reason)
    {
        using var drop = new DroppedFiles();
        drop.Write(name, content);
        drop.Write("b.csv", Header + "1795514400,m,1,x\n");
        Assert.AreEqual("m=1@0", await drop.Slot());
        Assert.AreEqual($"done/b.csv failed/{name} failed/{name}.reason", drop.Files());
        Assert.AreEqual(reason, drop.Reason(name));
    }

    [TestMethod]
    public async Task A_name_that_is_taken_gets_a_number()
    {
        using var drop = new DroppedFiles();
        for (int i = 0; i < 3; i++)
        {
            drop.Write("a.csv", Header + $"1795514400,m,{i},x\n");
            await drop.Slot();
        }
        Assert.AreEqual("done/a.1.csv done/a.2.csv done/a.csv", drop.Files());
    }

    [TestMethod]
    public async Task A_slot_takes_as_many_files_as_its_guards_allow()
    {
        using var drop = new DroppedFiles(new CollectionGuards { MaxSamples = 3 });
        foreach (string name in new[] { "a.csv", "b.csv", "c.csv" })
        {
            drop.Write(name, Header + "1795514400,m,1,x\n1795514401,m,2,x\n");
        }
        for (int slot = 0; slot < 3; slot++)
        {
            Assert.AreEqual("m=1@0 m=2@1", await drop.Slot());
        }
        Assert.AreEqual("done/a.csv done/b.csv done/c.csv", drop.Files());
    }

    [DataRow(2, 1000, "the answer holds more than 2 samples (guards.maxSamples); raise the guard or drop metrics with 'keep' and 'drop'\n")]
    [DataRow(9, 50, "the file has 79 bytes, more than 50 (guards.maxBodyBytes); split it or raise the guard\n")]
    [TestMethod]
    public async Task A_file_beyond_the_guards_fails(int maxSamples, int maxBytes, string reason)
    {
        using var drop = new DroppedFiles(new CollectionGuards { MaxSamples = maxSamples, MaxBodyBytes = maxBytes });
        drop.Write("a.csv", Header + "1795514400,m,1,x\n1795514401,m,2,x\n1795514402,m,3,x\n");
        Assert.AreEqual("", await drop.Slot());
        Assert.AreEqual(reason, drop.Reason("a.csv"));
    }

    [TestMethod]
    public async Task Reads_only_what_the_pattern_matches()
    {
        using var drop = new DroppedFiles(pattern: "*.csv");
        drop.Write("a.prom", "m 1\n");
        Assert.AreEqual("", await drop.Slot());
        Assert.AreEqual("a.prom", drop.Files());
    }

    [TestMethod]
    public async Task A_folder_that_cannot_be_used_is_a_fault()
    {
        using var drop = new DroppedFiles(path: "/dev/null/no/folder");
        SourceFaultException fault = await Assert.ThrowsExactlyAsync<SourceFaultException>(() => drop.Slot());
        StringAssert.StartsWith(fault.Message, "the folder /dev/null/no/folder cannot be used: ");
    }

    [TestMethod]
    public async Task Labels_in_a_file_win()
    {
        using var drop = new DroppedFiles();
        drop.Write("a.csv", "metric,value,instance\nm,1,web-1\n");
        await drop.Slot();
        Assert.AreEqual("m{instance=\"web-1\",job=\"j\"}", drop.Writer.Table[new SeriesId(drop.Writer.Series[0])].ToString());
    }
}
