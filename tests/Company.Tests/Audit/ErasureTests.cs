using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Tests.Invitations;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Audit;

/// <summary>What the log says of a person goes with the account, and nothing else.</summary>
public sealed class ErasureTests(CompanyService service)
{
    [Fact]
    public async Task DeletedAccount_MakesWhatIsPersonalUnreadable()
    {
        var (company, account) = (await service.CompanyAsync(), Guid.CreateVersion7());
        var email = $"{account}@example.com";
        await service.AnnounceAsync("account.registered", account, 1, "Анна");
        var id = await service.InviteAsync(company, company.Owner, email);
        using (var invited = service.BrowserOf(account))
            await invited.DoneAsync(c => c.PostEmptyAsync($"/v1/invitations/{id}/accept", ifMatch: null));
        var before = await service.EntriesAsync(company);

        await service.AnnounceAsync("account.deleted", account, 2, "");
        var after = (await service.EntriesAsync(company))["items"]!.AsArray().Select(e => e!.AsObject()).ToDictionary(e => $"{e.Text("action")} {e["actor"]!.Text("id")}");

        Assert.Contains(email, before.ToJsonString(), StringComparison.Ordinal);
        var accepted = after[$"invitation.accepted {account}"];
        Assert.Equal((null, null, "true"), (accepted.Text("ipAddress"), accepted.Text("userAgent"), accepted.Text("isErased")));
        Assert.Equal("""{"field":"email","before":[],"after":[],"isErased":true}""", Email(accepted));
        Assert.Equal((null, null, "true"), (after[$"member.joined {account}"].Text("ipAddress"), after[$"member.joined {account}"].Text("userAgent"), after[$"member.joined {account}"].Text("isErased")));
        // Of the owner everything stays but the address of somebody else.
        var sent = after[$"invitation.sent {company.Owner}"];
        Assert.Equal((CallerAddress.Value, "true", """{"field":"email","before":[],"after":[],"isErased":true}"""), (sent.Text("ipAddress"), sent.Text("isErased"), Email(sent)));
        Assert.Equal("false", after[$"company.created {company.Owner}"].Text("isErased"));
    }

    [Fact]
    public async Task Database_HoldsNothingPersonalInTheClear()
    {
        var company = await service.CompanyAsync(MemberRole.Member);
        using var member = service.BrowserOf(company.Others[0]);
        await service.InviteAsync(company, company.Owner, "petrova@example.com");
        await member.DoneAsync(c => c.DeleteAsync(company.MemberPath(company.Others[0]), "\"1\""));

        var stored = await service.Api.InDatabaseAsync<CompanyDb, List<AuditEntry>>(
            db => db.Set<AuditEntry>().Where(e => e.TenantId == Guid.Parse(company.Id)).ToListAsync());

        Assert.Contains(stored, e => e.Action == "member.left" && e.UserAgent is not null && e.Address is not null);
        var text = string.Join(' ', stored.Select(e => $"{e.Address} {e.UserAgent} {e.Changes}"));
        Assert.All([CallerAddress.Value, "Tests/1.0", "petrova"], p => Assert.DoesNotContain(p, text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task InvitedPersonWithoutAnAccount_IsErasedByTheOperator()
    {
        var (company, email) = (await service.CompanyAsync(), $"Anna.{Guid.NewGuid():N}@example.com");
        await service.InviteAsync(company, company.Owner, email);

        var (erased, _) = await service.CommandAsync("audit", "erase", email.ToLowerInvariant());
        var (again, output) = await service.CommandAsync("audit", "erase", email);
        var (unclear, _) = await service.CommandAsync("audit", "erase");

        Assert.Equal((0, 1, 2, "The log says nothing about such a person."), (erased, again, unclear, output.Trim()));
        Assert.DoesNotContain(email, (await service.EntriesAsync(company)).ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task FirstChangesOfOnePersonAtOnce_ShareOneKey()
    {
        var account = Guid.CreateVersion7();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var client = service.BrowserOf(account);
            await CompanyService.CreateAsync(client);
        }));

        var keys = await service.Api.InDatabaseAsync<CompanyDb, List<string?>>(async db =>
            [.. (await db.Set<AuditEntry>().Where(e => e.ActorId == account.ToString()).Select(e => e.Address).ToListAsync()).Select(a => a!.Split('.')[0]).Distinct()]);
        Assert.Single(keys);
    }

    private static string Email(JsonObject entry) => entry["changes"]!.AsArray().Single(c => c!.Text("field") == "email")!.ToJsonString();
}
