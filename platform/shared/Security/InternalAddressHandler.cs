using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Shared.Security;

/// <summary>
/// Inside a network identity answers at another address than its issuer. Its documents name the issuer everywhere (as they
/// must), so calls that would go there are sent to the internal address instead.
/// </summary>
public sealed class InternalAddressHandler(Addresses addresses) : DelegatingHandler(new SocketsHttpHandler
{
    PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    ConnectTimeout = TimeSpan.FromSeconds(5),
})
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (addresses.IdentityInternal is { } inside && request.RequestUri is { } target && target.Authority == addresses.Identity.Authority)
            request.RequestUri = new UriBuilder(target) { Scheme = inside.Scheme, Host = inside.Host, Port = inside.Port }.Uri;
        return base.SendAsync(request, cancellationToken);
    }
}
