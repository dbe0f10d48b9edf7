using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using SaasPlatform.Identity.Clients;
using SaasPlatform.Identity.Data;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Identity.Branding;

/// <summary>
/// Pictures and colours of clients, from this host: pages load nothing from another one. A registration is not the product's own
/// word, so what it brings is served with a policy under which it can load, run and open nothing.
/// </summary>
internal static class BrandingEndpoints
{
    /// <summary>The rate limit, counted by address (<c>RateLimits:client-branding</c>).</summary>
    private const string Limit = "client-branding";

    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    public static void AddBranding(this WebApplicationBuilder builder) =>
        builder.AddRateLimit(Limit, permits: 1_200, windowSeconds: 60, RateLimits.AddressOf);

    public static void MapBranding(this IEndpointRouteBuilder routes)
    {
        var client = routes.MapGroup("/clients/{clientId}").AllowAnonymous().RequireRateLimiting(Limit);
        client.MapGet("/logo", GetLogoAsync);
        client.MapGet("/style.css", GetStyleAsync);
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> GetLogoAsync(
        string clientId, string? v, HttpContext http, RegisteredClients clients, IdentityDb db, CancellationToken cancellationToken)
    {
        if (await clients.FindByClientIdAsync(clientId, cancellationToken) is not { } client
            || await db.ClientLogos.AsNoTracking().SingleOrDefaultAsync(l => l.ClientId == client.Id, cancellationToken) is not { } logo)
            return TypedResults.NotFound();

        return Serve(http, logo.Content, logo.MediaType, logo.Hash, v);
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> GetStyleAsync(
        string clientId, string? v, HttpContext http, RegisteredClients clients, CancellationToken cancellationToken)
    {
        if (await clients.FindByClientIdAsync(clientId, cancellationToken) is not { } client
            || Color.Parse(ClientSettings.Read(client, ClientSettings.Color)) is not { } color)
            return TypedResults.NotFound();

        var style = ClientStyle.Of(color);
        return Serve(http, System.Text.Encoding.UTF8.GetBytes(style), "text/css; charset=utf-8", ClientStyle.VersionOf(style), v);
    }

    /// <summary>An address with the version it is served in never changes its content.</summary>
    private static FileContentHttpResult Serve(HttpContext http, byte[] content, string mediaType, string version, string? asked)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = asked == version ? "public, max-age=31536000, immutable" : "public, max-age=300";
        return TypedResults.Bytes(content, mediaType, entityTag: new EntityTagHeaderValue($"\"{version}\""));
    }
}
