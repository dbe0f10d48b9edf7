using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.Identity.Clients;
using SaasPlatform.Identity.Definitions;
using Xunit;

namespace SaasPlatform.Identity.Tests.Clients;

public sealed class ApplyClientsTests(IdentityService service)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

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
        { """{"scopes":["internal.accounts"]}""", "$[1].scopes[0]: 'internal.accounts' is for services only" },
        { """{"scopes":["companies.everything"]}""", "there is no scope" },
        { """{"redirectUris":["http://client.example/"]}""", "must be an absolute https address" },
        { """{"redirectUris":["https://client.example/#part"]}""", "must be an absolute https address" },
        { """{"redirectUris":["javascript:alert(1)"]}""", "must be an absolute https address" },
        { """{"backchannelLogoutUri":"http://client.example/logout"}""", "$[1].backchannelLogoutUri: 'http://client.example/logout' must be" },
        { """{"backchannelLogoutUri":"app.example:/logout"}""", "$[1].backchannelLogoutUri: 'app.example:/logout' must be" },
        { """{"redirectUris":[]}""", "authorization_code needs at least one" },
        { """{"grantTypes":["implicit"]}""", "'implicit' is not one of" },
        { """{"secret":"short"}""", "$[1].secret: needs at least 32 characters" },
        { """{"secret":null,"grantTypes":["client_credentials"]}""", "client_credentials needs a confidential client" },
        { """{"clientId":"a b"}""", "$[1].clientId: needs" },
        { """{"type":"public"}""", "$[1].type: a public client has neither" },
        { """{"names":{"no language":"x"}}""", "$[1].names.no language: is no language tag" },
        { """{"publicKey":"nonsense"}""", "$[1].publicKey: is not PEM" },
        { """{"resource":"https://nobody.example"}""", "$[1].resource: there is no resource" },
        { """{"secretFile":"/nowhere/at/all"}""", "$[1].secretFile: cannot be read" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Applying_AWrongDefinitionStoresNothing(string change, string problem)
    {
        var good = Definition();
        var wrong = Changed(Definition(), change);

        var refused = await Assert.ThrowsAsync<DefinitionException>(() => service.ApplyAsync(good, wrong));

        Assert.Contains(problem, refused.Message);
        Assert.False(await service.InDatabaseAsync(db => db.Clients.AnyAsync(c => c.ClientId == good.ClientId || c.ClientId == wrong.ClientId)));
    }

    [Fact]
    public async Task Applying_OverAServiceIsRefused() =>
        await Assert.ThrowsAsync<DefinitionException>(() => service.ApplyAsync(Definition() with { ClientId = "user_service" }));

    private static ClientDefinition Changed(ClientDefinition definition, string change)
    {
        var json = JsonSerializer.SerializeToNode(definition, Json)!.AsObject();
        foreach (var (name, value) in System.Text.Json.Nodes.JsonNode.Parse(change)!.AsObject())
            json[name] = value?.DeepClone();
        return json.Deserialize<ClientDefinition>(Json)!;
    }
}
