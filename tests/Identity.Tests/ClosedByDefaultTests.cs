using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.Identity.Tests;

public sealed class ClosedByDefaultTests(IdentityService service)
{
    /// <summary>What anybody may reach. A new endpoint is closed unless it is added here on purpose.</summary>
    private static readonly string[] Public =
    [
        "/connect/authorize", "/connect/introspect", "/connect/logout", "/connect/par", "/connect/revoke", "/connect/token", "/connect/userinfo",
        "/health", "/health/live", "/health/ready", "/metrics",
        "/clients/{clientId}/logo", "/clients/{clientId}/style.css",
        "/error", "/", "/language", "/personal-data-consent", "/privacy", "/register", "/register/check-mail", "/register/confirm",
        "/forgot-password", "/reset-password", "/sign-in", "/sign-out", "/signed-out",
    ];

    [Fact]
    public void Endpoints_AreClosedUnlessTheySayOtherwise()
    {
        var open = service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null || e.Metadata.GetMetadata<IAuthorizeData>() is null)
            .Where(e => e.Metadata.GetMetadata<AuthorizationPolicy>() is null)
            .Select(e => "/" + e.RoutePattern.RawText!.Trim('/'))
            .Distinct();

        Assert.Empty(open.Except(Public));
    }

    [Fact]
    public async Task UnknownPath_IsNotFound()
    {
        using var http = service.Client();

        using var response = await http.GetAsync("/v1/nothing");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("404 application/problem+json not_found", await response.ProblemAsync());
    }
}
