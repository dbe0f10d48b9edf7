using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Identity.Tests.OpenIdConnectCore;
using SaasPlatform.Identity.Tests.Protocol;
using SaasPlatform.Keys;
using SaasPlatform.Shared.Hosting;
using Xunit;

namespace SaasPlatform.Identity.Tests.Keys;

public sealed class KeyRotationTests
{
    [Fact]
    public async Task Restart_KeepsKeysSessionsAndTokens()
    {
        await using var service = await IdentityService.StartOwnAsync();
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = new CodeFlow(service, TestClients.Web);
        var tokens = await flow.TokensAsync(browser);
        var before = await KeyIdsAsync(service);

        await service.RestartAsync();

        Assert.Equal(before, await KeyIdsAsync(service));
        await TokenReader.ReadAsync(service, tokens.AccessToken);
        Assert.Equal("200", (await flow.RefreshAsync(tokens.RefreshToken)).Outcome);
    }

    [Fact]
    public async Task Rotation_AnnouncesThenUsesThenRetires()
    {
        await using var service = await IdentityService.StartOwnAsync();
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = new CodeFlow(service, TestClients.Web);
        var first = await flow.TokensAsync(browser);
        var old = Assert.Single(await KeyIdsAsync(service));

        await RotateAsync(service);
        Assert.Equal(2, (await KeyIdsAsync(service)).Count);
        var announced = await flow.RefreshAsync(first.RefreshToken);
        Assert.Equal(old, await SignedWithAsync(service, announced.AccessToken));

        service.Clock.Advance(TimeSpan.FromDays(2));
        var used = await flow.RefreshAsync(announced.RefreshToken);
        Assert.NotEqual(old, await SignedWithAsync(service, used.AccessToken));
        Assert.NotEqual(old, await SignedWithAsync(service, used.IdToken));
        await TokenReader.ReadAsync(service, first.AccessToken);
        Assert.Equal("200", (await UserInfoTests.AskAsync(service, used.AccessToken)).Outcome);

        service.Clock.Advance(TimeSpan.FromDays(29));
        Assert.Equal("200", (await flow.RefreshAsync(used.RefreshToken)).Outcome);
        service.Clock.Advance(TimeSpan.FromDays(2));
        await service.Services.GetRequiredService<KeyRing>().RefreshAsync(CancellationToken.None);
        Assert.DoesNotContain(old, await KeyIdsAsync(service));
    }

    [Fact]
    public async Task Rotation_OfInternalKeysSignsNobodyOut()
    {
        await using var service = await IdentityService.StartOwnAsync();
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = new CodeFlow(service, TestClients.Web);
        var tokens = await flow.TokensAsync(browser);
        await RotateAsync(service, "now", "internal");
        service.Clock.Advance(TimeSpan.FromHours(3));

        Assert.Equal("200", (await flow.RefreshAsync(tokens.RefreshToken)).Outcome);
        Assert.NotEmpty(await flow.CodeAsync(browser));
    }

    [Fact]
    public async Task Rotation_HappensByItselfBeforeTheKeyIsOld()
    {
        await using var service = await IdentityService.StartOwnAsync();
        var ring = service.Services.GetRequiredService<KeyRing>();
        var old = ring.ActiveKey(KeyPurpose.Published).Id;

        service.Clock.Advance(TimeSpan.FromDays(88));
        await ring.RefreshAsync(CancellationToken.None);
        Assert.Equal((2, old), (ring.KeysFor(KeyPurpose.Published).Count(), ring.ActiveKey(KeyPurpose.Published).Id));

        service.Clock.Advance(TimeSpan.FromDays(2));
        Assert.NotEqual(old, ring.ActiveKey(KeyPurpose.Published).Id);
    }

    [Fact]
    public async Task FirstCreation_IsDoneOnceByTwoReplicas()
    {
        await using var service = await IdentityService.StartOwnAsync();
        await service.InDatabaseAsync(db => db.Set<StoredKey>().ExecuteDeleteAsync());

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => service.InScopeAsync(s => s.GetRequiredService<KeyStore>().MaintainAsync(CancellationToken.None))));

        Assert.Equal(Enum.GetValues<KeyPurpose>().Length, await service.InDatabaseAsync(db => db.Set<StoredKey>().CountAsync()));
    }

    [Fact]
    public async Task Database_HoldsNoKeyInTheClear()
    {
        await using var service = await IdentityService.StartOwnAsync();
        using var browser = service.Browser();
        await browser.GetAsync("/sign-in");

        var (stored, forms) = await service.InDatabaseAsync(async db => (await db.Set<StoredKey>().ToListAsync(), await db.DataProtectionKeys.ToListAsync()));

        Assert.All(stored, k => Assert.Throws<System.Security.Cryptography.CryptographicException>(() => Open(k)));
        Assert.All(forms, k => Assert.Contains("RootKeyXmlDecryptor", k.Xml));
        Assert.All(forms, k => Assert.DoesNotContain("masterKey", k.Xml));
        Assert.NotEmpty(forms);
    }

    [Fact]
    public async Task AnotherRootKey_RefusesToStart()
    {
        await using var service = await IdentityService.StartOwnAsync();

        var failure = await Assert.ThrowsAsync<StartFailureException>(() => service.RestartAsync(("RootKey", Convert.ToBase64String(new byte[32]))));

        Assert.Contains("root key", failure.Message);
    }

    [Theory]
    [InlineData(null, "There is no root key.")]
    [InlineData("c2hvcnQ=", "RootKey must hold exactly 32 bytes in base64")]
    [InlineData("not base64", "RootKey must hold exactly 32 bytes in base64")]
    public async Task MissingOrWrongRootKey_RefusesToStart(string? value, string message)
    {
        var failure = await Assert.ThrowsAsync<StartFailureException>(() => IdentityService.StartOwnAsync(("RootKey", value)));

        Assert.StartsWith(message, failure.Message);
    }

    private static byte[] Open(StoredKey key) => new RootKey(new byte[32]).Unwrap($"key:{key.Purpose}:{key.Id}", key.WrappedKey);

    private static async Task RotateAsync(IdentityService service, params string[] arguments)
    {
        var exit = await service.InScopeAsync(s => s.GetServices<Command>().Single(c => c is { Noun: "keys", Verb: "rotate" })
            .RunAsync(arguments, TextWriter.Null, CancellationToken.None));
        Assert.Equal(0, exit);
        await service.Services.GetRequiredService<KeyRing>().RefreshAsync(CancellationToken.None);
    }

    private static async Task<List<string>> KeyIdsAsync(IdentityService service)
    {
        using var http = service.Client();
        var keys = JsonNode.Parse(await http.GetStringAsync("/.well-known/jwks"))!["keys"]!.AsArray();
        return [.. keys.Select(k => k!["kid"]!.ToString())];
    }

    private static async Task<string> SignedWithAsync(IdentityService service, string? token) =>
        (await TokenReader.ReadAsync(service, token)).Header["kid"]!.ToString();
}
