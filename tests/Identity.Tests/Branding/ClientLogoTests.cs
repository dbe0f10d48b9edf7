using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.Identity.Definitions;
using SaasPlatform.Identity.Tests.Pages;
using Xunit;

namespace SaasPlatform.Identity.Tests.Branding;

/// <summary>The picture of a client: what is taken, how it is stored, and how it is served.</summary>
public sealed class ClientLogoTests(IdentityService service)
{
    public static TheoryData<string, byte[]> Pictures => new()
    {
        { "image/png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 1] },
        { "image/jpeg", [0xFF, 0xD8, 0xFF, 0xE0, 1] },
        { "image/webp", [.. "RIFF\0\0\0\0WEBPVP8 "u8] },
        { "image/svg+xml", Encoding.UTF8.GetBytes("<?xml version=\"1.0\"?><!-- drawn -->" + BrandedClient.Svg) },
    };

    public static TheoryData<byte[], string> NoPictures => new()
    {
        { Encoding.UTF8.GetBytes("<html><svg/></html>"), "is not a PNG, JPEG, WebP or SVG picture." },
        { Encoding.UTF8.GetBytes("<svg/>"), "is not a PNG, JPEG, WebP or SVG picture." },
        { Encoding.UTF8.GetBytes(BrandedClient.Svg[..^6]), "is not a PNG, JPEG, WebP or SVG picture." },
        { Encoding.UTF8.GetBytes("<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" + BrandedClient.Svg), "is not a PNG, JPEG, WebP or SVG picture." },
        { [.. "GIF89a"u8], "is not a PNG, JPEG, WebP or SVG picture." },
        { [], "is not a PNG, JPEG, WebP or SVG picture." },
        { [0xFF, 0xD8, 0xFF, .. new byte[64 * 1024]], "is larger than 64 KiB." },
    };

    [Theory]
    [MemberData(nameof(Pictures))]
    public async Task Logo_IsServedAsWhatItIsAndCanDoNothing(string type, byte[] content)
    {
        var (_, id) = await ApplyAsync(content);
        using var browser = service.Browser();
        var hash = await service.InDatabaseAsync(db => db.ClientLogos.Where(l => db.Clients.Any(c => c.Id == l.ClientId && c.ClientId == id)).Select(l => l.Hash).SingleAsync());

        var answer = await browser.GetAsync($"/clients/{id}/logo?v={hash}");

        Assert.Equal((HttpStatusCode.OK, type, "nosniff"), (answer.Status, answer.Headers["Content-Type"], answer.Headers["X-Content-Type-Options"]));
        Assert.Equal("default-src 'none'; style-src 'unsafe-inline'; sandbox", answer.Policy);
        Assert.Equal("max-age=31536000, public, immutable", CacheOf(answer));
        Assert.Equal($"{content.Length}", answer.Headers["Content-Length"]);
        Assert.Equal("max-age=300, public", CacheOf(await browser.GetAsync($"/clients/{id}/logo?v=0")));
    }

    [Theory]
    [MemberData(nameof(NoPictures))]
    public async Task Logo_ThatIsNoneIsRefused(byte[] content, string problem)
    {
        var refused = await Assert.ThrowsAsync<DefinitionException>(() => ApplyAsync(content));

        Assert.StartsWith("$[0].logoFile: ", refused.Message);
        Assert.EndsWith(problem, refused.Message);
    }

    [Fact]
    public async Task LogoFile_ThatIsNotThereIsRefused() => Assert.StartsWith(
        "$[0].logoFile: cannot be read",
        (await Assert.ThrowsAsync<DefinitionException>(() => service.ApplyAsync(BrandedClient.Define("/nowhere/logo.png")))).Message);

    [Fact]
    public async Task Logo_OfNobodyIsNotFound()
    {
        using var browser = service.Browser();

        foreach (var path in new[] { "/clients/nobody/logo", "/clients/shop/logo", "/clients/shop/style.css", "/clients/nobody/style.css" })
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(path)).Status);
    }

    [Fact]
    public async Task DryRun_ShowsAnotherPictureAsAnotherHash()
    {
        var file = Path.GetTempFileName();
        var id = $"brand-{Guid.NewGuid():N}";
        var json = $$"""[{"clientId":"{{id}}","name":"Shop","grantTypes":["authorization_code"],"redirectUris":["https://shop.example/"],"logoFile":"{{Path.GetFileName(file)}}"}]""";
        await File.WriteAllTextAsync(file, BrandedClient.Svg);
        Assert.Equal(0, (await CommandRun.ApplyAsync(service, "clients", json)).ExitCode);
        Assert.Contains("1 unchanged", (await CommandRun.ApplyAsync(service, "clients", json, "--dry-run")).Output);
        await File.WriteAllTextAsync(file, BrandedClient.Svg + "\n");

        var (exitCode, output) = await CommandRun.ApplyAsync(service, "clients", json, "--dry-run");

        Assert.Equal(3, exitCode);
        Assert.Matches($"~ {id}\n    logoFile: [0-9a-f]{{32}} → [0-9a-f]{{32}}\n(?! )", output);
        await CommandRun.ApplyAsync(service, "clients", json);
        Assert.Equal(BrandedClient.Svg + "\n", Encoding.UTF8.GetString((await LogosOf(id)).Single()));
        File.Delete(file);

        // Without the member the picture goes.
        await CommandRun.ApplyAsync(service, "clients", json.Replace($",\"logoFile\":\"{Path.GetFileName(file)}\"", "", StringComparison.Ordinal));
        Assert.Empty(await LogosOf(id));
    }

    [Fact]
    public async Task Client_ThatIsRemovedTakesItsPictureAlong()
    {
        await using var own = await IdentityService.StartOwnAsync();
        await BrandedClient.RegisterAsync(own);

        await CommandRun.ApplyAsync(own, "clients", "[]", "--prune");

        Assert.Equal((0, 0), await own.InDatabaseAsync(async db => (await db.ClientLogos.CountAsync(), await db.Clients.CountAsync(c => c.ClientId!.StartsWith("brand-")))));
    }

    private Task<List<byte[]>> LogosOf(string id) => service.InDatabaseAsync(
        db => db.ClientLogos.Where(l => db.Clients.Any(c => c.Id == l.ClientId && c.ClientId == id)).Select(l => l.Content).ToListAsync());

    private async Task<(string File, string Id)> ApplyAsync(byte[] content)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, content);
            var definition = BrandedClient.Define(file);
            await service.ApplyAsync(definition);
            return (file, definition.ClientId);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string CacheOf(Answer answer) =>
        string.Join(", ", answer.Headers["Cache-Control"].Split(", ").OrderBy(d => d switch { "public" => 1, "immutable" => 2, _ => 0 }));
}
