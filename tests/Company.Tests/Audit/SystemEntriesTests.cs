using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Tests.Invitations;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Audit;

/// <summary>What happens because identity announces it.</summary>
public sealed class SystemEntriesTests(CompanyService service)
{
    private const string ByIdentity = "by system identity_service ? through identity_service from ? with ?";

    private readonly Guid _account = Guid.CreateVersion7();

    [Fact]
    public async Task JoiningByRegistration_IsTheSystems()
    {
        var company = await service.CompanyAsync();
        var id = await service.InviteAsync(company, company.Owner, $"{_account}@example.com");
        var until = (await service.EntriesAsync(company, "?action=invitation.sent"))["items"]![0]!["changes"]!.AsArray().Single(c => c!.Text("field") == "expiresAt")!["after"]![0];

        await service.AnnounceAsync("account.registered", _account, 1, "Анна");

        Assert.Equal(
            $"invitation.accepted invitation {id} {ByIdentity}; role: member > ; expiresAt: {until} > ; email: {_account}@example.com > ;\n"
            + $"member.joined member {_account} {ByIdentity}; role:  > member;",
            await service.NewestAsync(company, 2));
    }

    [Fact]
    public async Task DeletedAccount_LeavesItsCompaniesInTheLog()
    {
        var company = await service.CompanyAsync(MemberRole.Admin);

        await service.AnnounceAsync("account.deleted", company.Others[0], 1, "");

        Assert.Equal($"member.removed member {company.Others[0]} {ByIdentity}; role: admin > ;", await service.NewestAsync(company, 1));
    }
}
