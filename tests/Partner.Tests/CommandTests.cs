using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.PartnerApi.Partners;
using SaasPlatform.Shared.Hosting;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.PartnerApi.Tests;

/// <summary>The operator's commands.</summary>
public sealed class CommandTests(PartnerService service)
{
    [Fact]
    public async Task ActivatePartner_PendingPartnerBecomesActive()
    {
        using var person = service.SomebodyNew();
        var id = (await PartnerService.ApplyAsync(person)).Text("id")!;

        var (exitCode, _) = await RunAsync("partners", "activate", id);

        Assert.Equal(0, exitCode);
        Assert.Equal(PartnerStatus.Active, (await service.StoredAsync(id))!.Status);
    }

    [Fact]
    public async Task ActivatePartner_UnknownPartnerFails()
    {
        var (exitCode, output) = await RunAsync("partners", "activate", Guid.CreateVersion7().ToString());

        Assert.Equal((1, "There is no such partner. Name it by its id."), (exitCode, output.Trim()));
    }

    [Fact]
    public async Task AddClient_ClientIsListedOnce()
    {
        using var person = service.SomebodyNew();
        var id = (await PartnerService.ApplyAsync(person)).Text("id")!;
        var clientId = "crm-" + Guid.NewGuid();

        var (first, _) = await RunAsync("clients", "add", id, clientId, "CRM");
        var (second, output) = await RunAsync("clients", "add", id, clientId, "CRM");

        Assert.Equal((0, 1), (first, second));
        Assert.Equal($"The client {clientId} is listed already.", output.Trim());
        Assert.Equal(clientId, Assert.Single((await service.StoredAsync(id))!.Clients).ClientId);
    }

    [Fact]
    public async Task AddClient_MissingArgumentsFail()
    {
        var (exitCode, output) = await RunAsync("clients", "add", "nonsense");

        Assert.Equal((1, "Give the id of a partner, a client id and a name."), (exitCode, output.Trim()));
    }

    private async Task<(int ExitCode, string Output)> RunAsync(string noun, string verb, params string[] arguments)
    {
        await using var scope = service.Api.Services.CreateAsyncScope();
        await using var output = new StringWriter();
        var command = scope.ServiceProvider.GetServices<Command>().Single(c => c.Noun == noun && c.Verb == verb);
        return (await command.RunAsync(arguments, output, TestContext.Current.CancellationToken), output.ToString());
    }
}
