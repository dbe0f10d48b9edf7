using Microsoft.EntityFrameworkCore;
using SaasPlatform.Identity.Clients;
using Xunit;

namespace SaasPlatform.Identity.Tests.Resources;

/// <summary>The command <c>scopes apply</c>: what it prints, stores, removes and refuses.</summary>
public sealed class ApplyScopesTests(IdentityService service)
{
    private readonly string _name = $"s{Guid.NewGuid():N}.read";
    private readonly string _resource = $"https://{Guid.NewGuid():N}.example";

    private string File(string title = "Read it") =>
        $$$"""[{"resource":"{{{_resource}}}","scopes":[{"name":"{{{_name}}}","title":{"en":"{{{title}}}","ru":"Читать"},"description":{"en":"All","ru":"Всё"}}]}]""";

    private Task<(int ExitCode, string Output)> ApplyAsync(string json, params string[] options) => CommandRun.ApplyAsync(service, "scopes", json, options);

    private Task<Identity.Data.StoredScope?> StoredAsync() => service.InDatabaseAsync(db => db.Scopes.AsNoTracking().SingleOrDefaultAsync(s => s.Name == _name));

    [Fact]
    public async Task Applying_StoresOnceAndTwiceChangesNothing()
    {
        var (exitCode, output) = await ApplyAsync(File());
        Assert.Equal(0, exitCode);
        Assert.Contains($"+ {_name}", output);
        Assert.Contains($"    resource: {_resource}", output);
        var first = await StoredAsync();

        var again = await ApplyAsync(File());

        Assert.Contains("0 added, 0 changed, 0 removed, 1 unchanged.", again.Output);
        Assert.Equivalent(first, await StoredAsync());
    }

    [Fact]
    public async Task DryRun_ShowsTheDifferenceAndWritesNothing()
    {
        Assert.Equal(3, (await ApplyAsync(File(), "--dry-run")).ExitCode);
        Assert.Null(await StoredAsync());
        await ApplyAsync(File());

        var (exitCode, output) = await ApplyAsync(File("See it"), "--dry-run");

        Assert.Equal(3, exitCode);
        Assert.Contains("    title.en: Read it → See it", output);
        Assert.Equal("Read it", (await StoredAsync())!.DisplayName);
        Assert.Equal(0, (await ApplyAsync(File(), "--dry-run")).ExitCode);
    }

    [Fact]
    public async Task Prune_RemovesWhatNoClientHolds()
    {
        await using var own = await IdentityService.StartOwnAsync();
        Task<int> CountAsync() => own.InDatabaseAsync(db => db.Scopes.CountAsync());
        await CommandRun.ApplyAsync(own, "scopes", File());
        var holder = new ClientDefinition { ClientId = "holder", Name = "Holder", Secret = TestClients.NewSecret(), GrantTypes = ["client_credentials"], Scopes = [_name] };
        await own.ApplyAsync(holder);

        Assert.Contains($"! {_name} is registered and not in the file", (await CommandRun.ApplyAsync(own, "scopes", "[]")).Output);
        var refused = await CommandRun.ApplyAsync(own, "scopes", "[]", "--prune");
        Assert.Equal((1, 1), (refused.ExitCode, await CountAsync()));
        Assert.Contains($"'{_name}' is held by holder", refused.Output);
        await own.ApplyAsync(holder with { Scopes = [] });
        Assert.Equal((3, 1), ((await CommandRun.ApplyAsync(own, "scopes", "[]", "--prune", "--dry-run")).ExitCode, await CountAsync()));

        var (exitCode, output) = await CommandRun.ApplyAsync(own, "scopes", "[]", "--prune");

        Assert.Equal((0, 0), (exitCode, await CountAsync()));
        Assert.Contains($"- {_name}", output);
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { """{"resource":"http://elsewhere.example"}""", "$[0].resource: 'http://elsewhere.example' must be" },
        { """{"resource":"https://a.example/#x"}""", "$[0].resource: " },
        { """{"resource":"https://a.example/?x=1"}""", "$[0].resource: " },
        { """{"resource":"https://a.example/"}""", "$[0].resource: " },
        { """{"resource":"https://имя.example"}""", "$[0].resource: " },
        { """{"resource":"words"}""", "$[0].resource: " },
        { """{"resource":"http://localhost:8001"}""", "$[0].resource: is one of the platform's own" },
        { """{"scopes":[]}""", "$[0].scopes: needs at least one" },
        { """{"scopes":[{"name":"internal.everything","title":{"en":"x","ru":"x"}}]}""", "$[0].scopes[0].name: 'internal.everything' belongs to the platform" },
        { """{"scopes":[{"name":"companies.read","title":{"en":"x","ru":"x"}}]}""", "'companies.read' belongs to the platform" },
        { """{"scopes":[{"name":"companies.everything","title":{"en":"x","ru":"x"}}]}""", "'companies.everything' belongs to the platform" },
        { """{"scopes":[{"name":"openid","title":{"en":"x","ru":"x"}}]}""", "'openid' belongs to the platform" },
        { """{"scopes":[{"name":"offline_access","title":{"en":"x","ru":"x"}}]}""", "'offline_access' belongs to the platform" },
        { """{"scopes":[{"name":"a b","title":{"en":"x","ru":"x"}}]}""", "$[0].scopes[0].name: needs 1 to 100" },
        { """{"scopes":[{"name":"a","title":{"en":"x","ru":" "}}]}""", "$[0].scopes[0].title: needs a text" },
        { """{"scopes":[{"name":"a","title":{"en":"x"}}]}""", "$[0].scopes[0].title.ru: is missing" },
        { """{"scopes":[{"name":"a","title":{"en":"x","ru":"x"}},{"name":"a","title":{"en":"x","ru":"x"}}]}""", "$[0].scopes[1].name: 'a' is there twice" },
        { """{"scope":"a"}""", "$[0].scope: there is no such member" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Applying_AWrongFileStoresNothing(string change, string fault)
    {
        var entry = System.Text.Json.Nodes.JsonNode.Parse("""{"resource":"https://fine.example","scopes":[{"name":"fine.read","title":{"en":"x","ru":"x"}}]}""")!.AsObject();
        foreach (var (name, value) in System.Text.Json.Nodes.JsonNode.Parse(change)!.AsObject())
            entry[name] = value?.DeepClone();

        var (exitCode, output) = await ApplyAsync($"[{entry.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })},{File()[1..^1]}]");

        Assert.Equal(1, exitCode);
        Assert.Contains(fault, output);
        Assert.Null(await StoredAsync());
    }
}
