using Microsoft.EntityFrameworkCore;
using SaasPlatform.Shared.Hosting;
using Xunit;

namespace SaasPlatform.Identity.Tests.Clients;

public sealed class ServiceClientsTests
{
    [Fact]
    public async Task Service_ThatTheSettingsNoLongerNameIsRemoved()
    {
        await using var service = await IdentityService.StartOwnAsync();
        Assert.Equal(1, await CountAsync(service));

        await service.RestartAsync(("ServiceClients:user_service:PublicKey", null), ("ServiceClients:other-service:PublicKey", TestClients.ServiceKey.ExportSubjectPublicKeyInfoPem()));

        Assert.Equal(0, await CountAsync(service));
    }

    [Fact]
    public async Task Service_WithAnUnreadableKeyRefusesToStart()
    {
        var failure = await Assert.ThrowsAsync<StartFailureException>(() => IdentityService.StartOwnAsync(("ServiceClients:user_service:PublicKey", "nonsense")));

        Assert.StartsWith("ServiceClients:user_service:", failure.Message);
    }

    [Fact]
    public async Task Service_WithAScopeThatNoServiceHasRefusesToStart()
    {
        var failure = await Assert.ThrowsAsync<StartFailureException>(() => IdentityService.StartOwnAsync(("ServiceClients:company_service:Scopes:0", "companies.read")));

        Assert.StartsWith("ServiceClients:company_service:Scopes holds 'companies.read'", failure.Message);
    }

    private static Task<int> CountAsync(IdentityService service) =>
        service.InDatabaseAsync(db => db.Clients.CountAsync(c => c.ClientId == "user_service"));
}
