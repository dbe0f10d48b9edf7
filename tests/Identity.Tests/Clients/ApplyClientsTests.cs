using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Identity.Clients;
using SaasPlatform.Shared.Hosting;
using Xunit;

namespace SaasPlatform.Identity.Tests.Clients;

public sealed class ApplyClientsTests(IdentityService service)
{
    private static ClientDefinition Definition() => new()
    {
        ClientId = $"c-{Guid.NewGuid():N}",
        Name = "Client",
        Secret = TestClients.NewSecret(),
        GrantTypes = ["authorization_code"],
        RedirectUris = ["https://client.example/callback"],
        Scopes = ["companies.read"],
    };

    private Task<Identity.Data.Client> StoredAsync(string id) => service.InDatabaseAsync(db => db.Clients.AsNoTracking().SingleAsync(c => c.ClientId == id));

    [Fact]
    public async Task Applying_TwiceChangesNothing()
    {
        var definition = Definition();
        await service.ApplyAsync(definition);
        var first = await StoredAsync(definition.ClientId);

        await service.ApplyAsync(definition);

        var second = await StoredAsync(definition.ClientId);
        Assert.Equal((first.Id, first.ClientSecret, first.Permissions), (second.Id, second.ClientSecret, second.Permissions));
        Assert.Equal("explicit", second.ConsentType);
    }

    [Fact]
    public async Task Applying_BringsTheRegistrationToTheDefinition()
    {
        var definition = Definition();
        await service.ApplyAsync(definition);

        await service.ApplyAsync(definition with { FirstParty = true, Scopes = ["users.read"], RedirectUris = ["https://client.example/other"] });

        var stored = await StoredAsync(definition.ClientId);
        Assert.Equal(("implicit", """["https://client.example/other"]"""), (stored.ConsentType, stored.RedirectUris));
        Assert.Contains("scp:users.read", stored.Permissions);
        Assert.DoesNotContain("scp:companies.read", stored.Permissions);
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { """{"scopes":["internal.accounts"]}""", "scopes: 'internal.accounts' is for services only" },
        { """{"scopes":["companies.everything"]}""", "there is no scope" },
        { """{"redirectUris":["http://client.example/"]}""", "must be an absolute https address" },
        { """{"redirectUris":["https://client.example/#part"]}""", "must be an absolute https address" },
        { """{"redirectUris":["javascript:alert(1)"]}""", "must be an absolute https address" },
        { """{"redirectUris":[]}""", "authorization_code needs at least one" },
        { """{"grantTypes":["implicit"]}""", "'implicit' is not one of" },
        { """{"secret":"short"}""", "secret needs at least 32 characters" },
        { """{"secret":null,"grantTypes":["client_credentials"]}""", "client_credentials needs a secret" },
        { """{"clientId":"a b"}""", "clientId needs" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Applying_AWrongDefinitionStoresNothing(string change, string problem)
    {
        var good = Definition();
        var wrong = Changed(Definition(), change);

        var refused = await Assert.ThrowsAsync<ClientDefinitionException>(() => service.ApplyAsync(good, wrong));

        Assert.Contains(problem, refused.Message);
        Assert.False(await service.InDatabaseAsync(db => db.Clients.AnyAsync(c => c.ClientId == good.ClientId || c.ClientId == wrong.ClientId)));
    }

    [Fact]
    public async Task Applying_OverAServiceIsRefused() =>
        await Assert.ThrowsAsync<ClientDefinitionException>(() => service.ApplyAsync(Definition() with { ClientId = "user_service" }));

    [Fact]
    public async Task Command_ReadsAFileAndExplainsAWrongOne()
    {
        var definition = Definition();
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(new[] { definition }, JsonSerializerOptions.Web));

        Assert.Equal(0, await RunAsync(path));
        Assert.NotNull(await StoredAsync(definition.ClientId));
        await File.WriteAllTextAsync(path, """[{"clientId":"x"}]""");
        Assert.Equal(1, await RunAsync(path));
        File.Delete(path);
        Assert.Equal(1, await RunAsync(path));
        Assert.Equal(2, await RunAsync());
    }

    private Task<int> RunAsync(params string[] arguments) => service.InScopeAsync(s =>
        s.GetServices<Command>().Single(c => c is { Noun: "clients", Verb: "apply" }).RunAsync(arguments, TextWriter.Null, CancellationToken.None));

    private static ClientDefinition Changed(ClientDefinition definition, string change)
    {
        var json = JsonSerializer.SerializeToNode(definition, JsonSerializerOptions.Web)!.AsObject();
        foreach (var (name, value) in System.Text.Json.Nodes.JsonNode.Parse(change)!.AsObject())
            json[name] = value?.DeepClone();
        return json.Deserialize<ClientDefinition>(JsonSerializerOptions.Web)!;
    }
}
