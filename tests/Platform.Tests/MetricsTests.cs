using System.Net;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.Platform.Tests;

/// <summary>What services export after some traffic, and that alerts and dashboards ask for nothing else.</summary>
[Collection<WithIdentityAndUser>]
public sealed class MetricsTests(IdentityAndUser running)
{
    /// <summary>What every service exports, whatever it was asked.</summary>
    private static readonly string[] Common =
    [
        "http_server_request_duration_seconds_bucket", "http_server_active_requests", "kestrel_active_connections",
        "dotnet_gc_collections_total", "dotnet_process_cpu_time_seconds_total", "dotnet_thread_pool_queue_length_total", "aspnetcore_routing_match_attempts_total",
    ];

    private static readonly string[] OfIdentity =
    [
        "saasplatform_identity_sign_ins_total", "saasplatform_identity_token_requests_total", "saasplatform_keys_age_seconds", "aspnetcore_rate_limiting_requests_total",
    ];

    /// <summary>Measured by Prometheus itself.</summary>
    private static readonly string[] NotExported = ["up", "ALERTS"];

    [Fact]
    public async Task Services_ExportWhatAlertsAndDashboardsAskFor()
    {
        var installation = running.Installation;
        await CallAsync(installation, running.Secret);

        var ofIdentity = await ScrapeAsync(installation, "Identity");
        var ofUser = await ScrapeAsync(installation, "User");

        Assert.Subset(ofIdentity, Common.Concat(OfIdentity).ToHashSet());
        Assert.Subset(ofUser, Common.Append("http_client_request_duration_seconds_bucket").ToHashSet());
        if (TestDatabase.IsPostgres)
            Assert.Contains("db_client_connection_count", ofUser);

        var exported = ofIdentity.Union(ofUser).Union(NotExported).ToHashSet();
        var asked = Files().SelectMany(file => MetricNames.InFile(file).Distinct().Select(name => $"{Path.GetFileName(file)}: {name}")).ToList();
        Assert.NotEmpty(asked);
        Assert.DoesNotContain(asked, a => !exported.Contains(a.Split(": ")[1]) && (TestDatabase.IsPostgres || !a.Contains(": db_client_", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("sum by (job) (rate(a_total{x=~\"b|c\"}[5m])) / sum without (d) (e_count) > 0.02", "a_total e_count")]
    [InlineData("histogram_quantile(0.99, sum by (le) (rate(a_bucket[5m]))) > 1 and on (job) b == 0", "a_bucket b")]
    [InlineData("a offset 5m unless b{c=\"d\"}", "a b")]
    public void Query_NamesItsMetrics(string query, string names) => Assert.Equal(names, string.Join(' ', MetricNames.InQuery(query).Where(n => n != "m")));

    private static IEnumerable<string> Files() =>
        [Path.Combine(Repository.Root, "deploy/prometheus/alerts.yml"), .. Directory.GetFiles(Path.Combine(Repository.Root, "deploy/grafana"), "*.json")];

    /// <summary>A token, a refused one, a refused sign-in, a page, a call from service to service.</summary>
    private static async Task CallAsync(Installation installation, string secret)
    {
        using var http = new HttpClient();
        foreach (var password in new[] { secret, "wrong" })
        {
            using var request = Installation.TokenRequest(installation.Address("Identity", "/connect/token"), "acme", password);
            using var answer = await http.SendAsync(request);
            Assert.Equal(password == secret ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        await SignInAsync(http, installation.Address("Identity", "/sign-in"));
        using var call = new HttpRequestMessage(HttpMethod.Get, installation.Address("User", "/v1/users/me"));
        call.Headers.Authorization = new("Bearer", await PersonToken.SignAsync(installation, "User", "users.read"));
        using var called = await http.SendAsync(call);
        Assert.False(called.IsSuccessStatusCode);
    }

    private static async Task SignInAsync(HttpClient http, Uri page)
    {
        var form = await http.GetStringAsync(page);
        var field = System.Text.RegularExpressions.Regex.Match(form, "name=\"antiforgery\"[^>]*value=\"([^\"]+)\"").Groups[1].Value;
        using var content = new FormUrlEncodedContent([new("Email", "nobody@example.com"), new("Password", "not a password"), new("antiforgery", field)]);
        using var answer = await http.PostAsync(page, content);
        Assert.Contains("nobody@example.com", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<HashSet<string>> ScrapeAsync(Installation installation, string service)
    {
        using var http = new HttpClient();
        return [.. MetricNames.InScrape(await http.GetStringAsync(installation.Address(service, "/metrics")))];
    }
}
