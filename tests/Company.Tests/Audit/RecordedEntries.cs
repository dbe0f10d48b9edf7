using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Audit;

/// <summary>The audit log as tests read it.</summary>
internal static class RecordedEntries
{
    /// <summary>A person with a browser.</summary>
    public static HttpClient BrowserOf(this CompanyService service, Guid account)
    {
        var client = service.SignedInAs(account);
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "Tests/1.0");
        return client;
    }

    /// <summary>One page of a company's entries, newest first, as its owner sees them.</summary>
    public static async Task<JsonObject> EntriesAsync(this CompanyService service, TestCompany company, string query = "?limit=100")
    {
        using var owner = service.SignedInAs(company.Owner);
        using var answer = await owner.GetAsync(new Uri($"{company.Path}/audit-entries{query}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.JsonAsync();
    }

    /// <summary>The newest entries, of which each is said whole in one line; in the order of the lines, because those of one request have one time.</summary>
    public static async Task<string> NewestAsync(this CompanyService service, TestCompany company, int count)
    {
        var items = (await service.EntriesAsync(company))["items"]!.AsArray();
        return string.Join('\n', items.Take(count).Select(i => Line(i!.AsObject())).Order(StringComparer.Ordinal));
    }

    /// <summary>Whole: what is not written here has no place in an entry.</summary>
    public static string Line(JsonObject entry)
    {
        Assert.Equal(
            ["id", "at", "actor", "action", "target", "changes", "ipAddress", "userAgent", "isErased", "traceId", "batch"], entry.Select(e => e.Key));
        Assert.Equal('7', entry.Text("id")![14]);
        Assert.InRange(DateTimeOffset.Parse(entry.Text("at")!, CultureInfo.InvariantCulture), DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
        Assert.Equal(32, entry.Text("traceId")!.Length);
        var (actor, target) = (entry["actor"]!, entry["target"]!);
        var changes = entry["changes"]!.AsArray().Select(c => $" {c!.Text("field")}: {Values(c!["before"]!)} > {Values(c["after"]!)}{(c!.Text("isErased") == "true" ? " erased" : "")};");
        return $"{entry.Text("action")} {target.Text("type")} {target.Text("id")} by {actor.Text("kind")} {actor.Text("id")} {actor.Text("name") ?? "?"} "
            + $"through {actor.Text("clientId")} from {entry.Text("ipAddress") ?? "?"} with {entry.Text("userAgent") ?? "?"}{(entry.Text("isErased") == "true" ? ", erased" : "")};{string.Concat(changes)}";
    }

    private static string Values(JsonNode values) => string.Join(',', values.AsArray().Select(v => v!.ToString()));
}
