using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Loading;

namespace RulesPlatform.Rules.Tests.Loading;

[TestClass]
public sealed class GoodRuleFiles
{
    private static readonly LoadResult Loaded = new RuleSetLoader(new FakeCompilers().Delegates).Load(Worlds.Texts(Worlds.Read("full")));

    private static RuleSet Rules => Loaded.RuleSet!;

    [TestMethod]
    public void Load_without_a_word() => Assert.AreEqual("", string.Join('\n', Loaded.Diagnostics));

    [TestMethod]
    public void Give_jobs_with_their_defaults()
    {
        CollectionAssert.AreEqual(new[] { "host", "node", "site", "db", "shop", "drop", "push", "self" }, Rules.Jobs.Select(job => job.Name).ToArray());
        CollectionJob host = Rules.Jobs[0];
        Assert.AreEqual("every 30 s", host.Schedule.ToString());
        Assert.AreEqual(TimeSpan.FromSeconds(20), host.Timeout);
        Assert.AreEqual("localhost", host.Targets.Single().Address);
        Assert.AreEqual("~/run/.*", ((HostSourceSettings)host.Source).IgnoreFileSystems.Single());
        CollectionJob self = Rules.Jobs[7];
        Assert.AreEqual(TimeSpan.FromSeconds(5), self.Timeout, "The default timeout is cut to the interval.");
        Assert.AreEqual("collection/hosts/all.json:4:5", host.Origin.ToString());
    }

    [TestMethod]
    public void Give_jobs_with_everything_they_say()
    {
        CollectionJob node = Rules.Jobs[1];
        CollectionAssert.AreEqual(
            new[] { "http://127.0.0.1:9100/metrics{rack=\"a1\"}", "http://127.0.0.1:9101/metrics", "http://10.0.0.7:9100/metrics", "http://10.0.0.8:9100/metrics{rack=\"b2\"}" },
            node.Targets.Select(target => target.Address + target.Labels).ToArray());
        Assert.AreEqual("{env=\"prod\"}", node.Labels.ToString());
        Assert.AreEqual("~node_.*", node.Keep.Single().Text);
        Assert.AreEqual("node_scrape_collector_success", node.Drop.Single().Text);
        Assert.AreEqual(new CollectionGuards { MaxSamples = 50_000, MaxBodyBytes = 1 << 24, MaxTextBytes = 1 << 26, MaxLabels = 40, MaxLabelNameLength = 128, MaxLabelValueLength = 1024 }, node.Guards);
        var prometheus = (PrometheusSourceSettings)node.Source;
        Assert.AreEqual((false, true, "(file /run/secrets/node)", "all"), (prometheus.HonorTimestamps, prometheus.HonorLabels, prometheus.Headers["authorization"].ToString(), prometheus.Headers["X-Scope"].Reveal()));
        Assert.AreEqual("cron '0 0/5 * * * ?' in Europe/Berlin", Rules.Jobs[2].Schedule.ToString());
        var http = (HttpSourceSettings)Rules.Jobs[2].Source;
        Assert.AreEqual(("POST", "ping", "pong\\b", false, false, 204), (http.Method, http.Body, http.ExpectBody, http.FollowRedirects, http.VerifyCertificate, http.ExpectStatus[1]));
        Assert.AreEqual(new TcpSourceSettings("PING\r\n", "^\\+PONG"), Rules.Jobs[3].Source);
        Assert.AreEqual(new FileSourceSettings("*.csv"), Rules.Jobs[5].Source);
        Assert.IsInstanceOfType<PushSourceSettings>(Rules.Jobs[6].Source);
    }

    [TestMethod]
    public void Give_signals_after_those_they_read()
    {
        WatchGroup group = Rules.Groups.Single();

        CollectionAssert.AreEqual(new[] { "error_ratio", "busy_percent", "latency" }, group.Signals.Select(signal => signal.Name).ToArray());
        Assert.AreEqual((TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(3)), (group.Interval, group.EvaluationDelay));
        SignalDefinition errors = group.Signals[0];
        Assert.AreEqual(TimeSpan.FromSeconds(25), errors.Tolerance);
        Assert.IsTrue(errors.Keep);
        InputDefinition input = errors.Inputs[0];
        CollectionAssert.AreEqual(new[] { "app", "service" }, input.By!.ToArray());
        CollectionAssert.AreEqual(new[] { "code=~\"5..\"", "zone!~\"x.*\"", "app!=\"test\"", "env=\"prod\"" }, input.Where.Select(one => one.ToString()).ToArray());
        Assert.AreEqual((TimeSpan.FromMinutes(5), TimeSpan.FromHours(1), Fold.Rate, 0.0, 0.75), (input.Over, input.Offset, input.Fold, input.Absent, input.MinCoverage));
        Assert.IsNull(errors.Inputs[1].Absent);
        Assert.AreEqual("error_ratio", group.Signals[1].Inputs.Single().Signal);
        Assert.IsFalse(group.Signals[1].Keep);
        Assert.AreEqual((Fold.Percentile, 0.999), (group.Signals[2].Inputs[0].Fold, group.Signals[2].Inputs[0].Percentile));
        CollectionAssert.AreEqual(
            new[] { new Combine(CombineKind.Quantile, 0.5), new Combine(CombineKind.HistogramQuantile, 0.99), new Combine(CombineKind.Top, 3), new Combine(CombineKind.Bottom, 2) },
            group.Signals[2].Inputs.Select(one => one.Combine).ToArray());
    }

    [TestMethod]
    public void Give_baselines_with_the_defaults_of_their_models()
    {
        Dictionary<string, BaselineDefinition?> baselines = Rules.Groups.Single().Signals.ToDictionary(signal => signal.Name, signal => signal.Baseline);

        Assert.AreEqual(new BaselineDefinition("rolling", TimeSpan.Zero, TimeSpan.FromHours(2), 0.25, TimeSpan.FromMinutes(30), true), baselines["busy_percent"]);
        Assert.AreEqual(new BaselineDefinition("seasonal", TimeSpan.FromDays(7), TimeSpan.FromDays(28), 1, TimeSpan.FromDays(7)), baselines["error_ratio"]);
        Assert.AreEqual(new BaselineDefinition("ewma", TimeSpan.Zero, TimeSpan.FromHours(1), 0.5, TimeSpan.FromHours(1)), baselines["latency"]);
    }

    [TestMethod]
    public void Give_threshold_rules_with_everything_they_say()
    {
        ThresholdRule rule = Rules.Rules[0];

        Assert.AreEqual("web/HighErrorRatio", rule.Id);
        Assert.AreEqual(("HighErrorRatio", "error_ratio", "critical", "web"), (rule.Name, rule.Signal, rule.Severity, rule.Owner));
        Assert.AreEqual((TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(7)), (rule.For, rule.KeepFiringFor, rule.ForgetAfter));
        Assert.AreEqual((NoDataPolicy.Alert, ErrorPolicy.Hold, Tier.Delayed, RuleMode.Shadow), (rule.NoData, rule.Error, rule.MinTier, rule.Mode));
        Assert.AreEqual(new FlappingPolicy(4, TimeSpan.FromMinutes(30)), rule.Flapping);
        Assert.AreEqual(("web/Nested", "web/OldName", "business-hours"), (rule.DependsOn.Single(), rule.Formerly.Single(), rule.ActiveWhen));
        Assert.AreEqual("signal.Value < threshold.warning", rule.Clear!.Text);
        Assert.AreEqual("{team=\"web\"}", rule.Labels.ToString());
        Assert.AreEqual("{alert.Label(service)} fails", rule.Annotations["summary"].Text, "A template wins over the rule's own summary.");
        Assert.AreEqual("https://example.org/runbooks/errors", rule.Runbook);
        Assert.AreEqual(TimeSpan.FromMinutes(10), Rules.Rules[1].ForgetAfter, "The default of ruleset.json.");
    }

    [TestMethod]
    [DataRow("other", "", 0.02, 0.1)]
    [DataRow("checkout", "", 0.005, 0.1)]
    [DataRow("checkout", "a1", 0.001, 0.05)]
    public void Give_levels_by_label(string service, string app, double warning, double critical)
    {
        ThresholdLevels levels = Rules.Rules[0].Levels;

        CollectionAssert.AreEqual(new[] { "warning", "critical" }, levels.Names.ToArray());
        CollectionAssert.AreEqual(new[] { warning, critical }, levels.For(LabelSet.Of(("service", service), ("app", app))));
    }

    [TestMethod]
    public void Give_default_rules_for_each_signal_that_they_cover()
    {
        string[] rules = [.. Rules.DefaultRules.Select(rule => $"{rule.Id} {rule.Severity} {rule.Condition.Text} {string.Join(',', rule.Levels.For(LabelSet.Empty))}")];

        CollectionAssert.AreEqual(
            new[]
            {
                "default/busy_percent/1 critical signal.Value > threshold.above 95",
                "default/busy_percent/2 warning signal.Value > threshold.above || signal.Value < threshold.below 90,-1",
                "default/latency/3 info signal.Value < threshold.below 0.001",
            },
            rules);
        Assert.IsTrue(Rules.DefaultRules.All(rule => rule.IsDefault && rule.Owner == "platform" && rule.Origin.File == "ruleset.json"));
        Assert.AreEqual(TimeSpan.FromMinutes(10), Rules.DefaultRules[0].For);
    }

    [TestMethod]
    public void Give_receivers_of_every_type()
    {
        Assert.AreEqual("am, chat, hook, log, mail, pd, teams", string.Join(", ", Rules.Receivers.Keys.Order(StringComparer.Ordinal)));
        var hook = (WebhookReceiverSettings)Rules.Receivers["hook"].Settings;
        Assert.AreEqual(("http://127.0.0.1:9960/", "(environment HOOK_KEY)", TimeSpan.FromSeconds(5), 20), (hook.Url.Reveal(), hook.SigningKey!.ToString(), hook.Timeout, hook.MaxAlerts));
        var mail = (EmailReceiverSettings)Rules.Receivers["mail"].Settings;
        Assert.AreEqual(("mail.example", 25, false, "rules@example.org", "on-call@example.org", "rules", "(file /run/secrets/mail)"), (mail.Host, mail.Port, mail.Tls, mail.From, mail.To.Single(), mail.User!.Reveal(), mail.Password!.ToString()));
        Assert.AreEqual("https://events.example/v2/enqueue", ((PagerDutyReceiverSettings)Rules.Receivers["pd"].Settings).Url.Reveal());
        Assert.AreEqual("(environment SLACK_URL)", ((SlackReceiverSettings)Rules.Receivers["chat"].Settings).Url.ToString());
    }

    [TestMethod]
    public void Give_calendars_inhibitions_and_commands()
    {
        Assert.IsTrue(Rules.Calendars["business-hours"].IsOpen(new DateTimeOffset(2026, 11, 24, 22, 30, 0, TimeSpan.Zero)), "24:00 is the end of the day.");
        Assert.IsFalse(Rules.Calendars["business-hours"].IsOpen(new DateTimeOffset(2026, 12, 25, 10, 0, 0, TimeSpan.Zero)));
        Assert.AreEqual(("critical-over-warning", "instance"), (Rules.Inhibitions.Single().Name, Rules.Inhibitions.Single().Equal.Single()));
        Assert.AreEqual(new CommandAllowance("restart-web", "/usr/local/bin/restart-web", TimeSpan.FromSeconds(45), 1024), Rules.Commands["restart-web"]);
    }

    [TestMethod]
    public void Give_responses_in_the_order_they_are_tried()
    {
        CollectionAssert.AreEqual(
            new[] { "routes/PageCritical", "routes/Mirror", "routes/Plain", "routes/Restart", "routes/Evidence", "routes/Note", "routes/Advice" },
            Rules.Responses.Select(rule => rule.Id).ToArray());
        Assert.AreEqual((true, "business-hours"), (Rules.Responses[0].Continue, Rules.Responses[0].ActiveWhen));
        Assert.AreEqual("(isWeb) || (alert.IsDefault)", Rules.Responses[3].Text);
        Assert.AreEqual("restart-web {alert.Label(service)},", $"{((RunAction)Rules.Responses[3].Action).Command} {string.Join(',', ((RunAction)Rules.Responses[3].Action).Arguments.Select(one => one.Text))}");
        Assert.AreEqual(("dotnet", "{alert.Label(process)}"), (((CaptureAction)Rules.Responses[4].Action).What[3], ((CaptureAction)Rules.Responses[4].Action).Process!.Text));
        Assert.AreEqual("{alert.Name} again", ((AnnotateAction)Rules.Responses[5].Action).Text.Text);
        Assert.AreEqual(("capacity", "give it more"), (((RecommendAction)Rules.Responses[6].Action).Category, ((RecommendAction)Rules.Responses[6].Action).Text.Text));
    }

    [TestMethod]
    public void Pace_notifications_as_they_or_the_defaults_say()
    {
        var paged = (NotifyAction)Rules.Responses[0].Action;
        var plain = (NotifyAction)Rules.Responses[2].Action;

        Assert.AreEqual("alertname,instance 00:00:01 00:03:00 02:00:00 False", Pace(paged));
        CollectionAssert.AreEqual(new[] { new EscalationStep(TimeSpan.FromMinutes(15), "pd"), new EscalationStep(TimeSpan.FromMinutes(30), "mail") }, paged.Escalation.ToArray());
        Assert.AreEqual("each alone 00:00:05 00:02:00 06:00:00 True", Pace(plain));
    }

    [TestMethod]
    public void Leave_grouping_and_pacing_to_Alertmanager() =>
        Assert.AreEqual("each alone 00:00:00 00:02:00 00:01:30 True", Pace((NotifyAction)Rules.Responses[1].Action));

    [TestMethod]
    public void Are_kept_whole_with_the_targets_they_name()
    {
        Assert.AreEqual(
            "analysis/web.json, collection/hosts/all.json, responses/10-receivers.json, responses/20-routes.json, ruleset.json, targets/node.json, thresholds/web.json",
            string.Join(", ", Rules.Files.Select(file => file.Path)));
        LoadResult again = new RuleSetLoader(new FakeCompilers().Delegates).Load(Rules.Files);
        Assert.AreEqual(Rules.Revision, again.RuleSet!.Revision);
        Assert.AreEqual(("full", "2.1.0-rc.1", 12), (Rules.Name, Rules.Version, Rules.Revision.Length));
    }

    private static string Pace(NotifyAction action) =>
        $"{(action.GroupBy is null ? "each alone" : string.Join(',', action.GroupBy))} {action.Wait} {action.Interval} {action.Repeat} {action.SendResolved}";
}
