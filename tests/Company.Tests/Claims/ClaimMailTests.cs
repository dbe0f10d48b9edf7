using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Claims;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Shared.Events;
using SaasPlatform.Shared.Mail;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Claims;

/// <summary>Owners hear of claims, because nobody else can answer them.</summary>
public sealed class ClaimMailTests(CompanyService service)
{
    private readonly Guid _claimant = Guid.CreateVersion7();

    [Fact]
    public async Task EveryOwner_IsToldInTheirLanguage_AndNobodyElse()
    {
        var company = await service.CompanyAsync(MemberRole.Owner, MemberRole.Admin);
        await service.AnnounceAsync("account.registered", company.Owner, 1, "Пётр");
        await service.AnnounceAsync("account.registered", company.Others[0], 1, "Paul", locale: "en-GB");
        await service.AnnounceAsync("account.registered", company.Others[1], 1, "Мария");
        await service.AnnounceAsync("account.registered", _claimant, 1, "Анна https://evil.example");

        var claim = await ClaimAsync(company);

        var russian = await service.MailToAsync($"{company.Owner}@example.com");
        Assert.Equal("Общество «Пример»: заявка на компанию", russian.Subject);
        Assert.Contains($"Анна https evil. example ({_claimant}@example.com)", russian.TextBody, StringComparison.Ordinal);
        Assert.Contains($"http://localhost:3000/companies/{company.Id}/members/claims/{claim.Id}", russian.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Впустите", russian.TextBody, StringComparison.Ordinal);
        var english = await service.MailToAsync($"{company.Others[0]}@example.com");
        Assert.Equal("Общество «Пример»: somebody says to belong to the company", english.Subject);
        Assert.Contains($"the claim expires on {claim.ExpiresAt.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en"))}", english.TextBody, StringComparison.Ordinal);
        Assert.Null(await ComposeAsync(claim, company.Others[1]));
    }

    [Theory]
    [InlineData("withdrawn")]
    [InlineData("declined")]
    [InlineData("expired")]
    [InlineData("archived")]
    [InlineData("no longer an owner")]
    public async Task ClaimThatWaitsNoMore_IsNotTold(string why)
    {
        var company = await service.CompanyAsync();
        await service.AnnounceAsync("account.registered", company.Owner, 1, "Пётр");
        using var owner = service.SignedInAs(company.Owner);
        using var person = service.SignedInAs(_claimant);
        var claim = await ClaimAsync(company);
        Assert.NotNull(await ComposeAsync(claim, company.Owner));

        var answered = why switch
        {
            "withdrawn" => await person.DeleteAsync(new Uri($"/v1/company-claims/{claim.Id}", UriKind.Relative)),
            "declined" => await owner.PostEmptyAsync($"{company.Path}/claims/{claim.Id}/decline", ifMatch: null),
            "archived" => await owner.PostEmptyAsync($"{company.Path}/archive", "\"1\""),
            _ => null,
        };
        Assert.True(answered?.IsSuccessStatusCode ?? true);
        answered?.Dispose();
        if (why == "no longer an owner")
        {
            await service.Api.InDatabaseAsync<CompanyDb, int>(db => db.Members.Where(m => m.AccountId == company.Owner).ExecuteUpdateAsync(
                set => set.SetProperty(m => m.Role, MemberRole.Member)));
        }

        if (why == "expired")
        {
            await service.Api.InDatabaseAsync<CompanyDb, int>(db => db.Claims.Where(c => c.Id == claim.Id).ExecuteUpdateAsync(
                set => set.SetProperty(c => c.ExpiresAt, DateTimeOffset.UtcNow.AddSeconds(-1))));
        }

        Assert.Null(await ComposeAsync(claim, company.Owner));
    }

    private async Task<CompanyClaim> ClaimAsync(TestCompany company)
    {
        using var person = service.SignedInAs(_claimant);
        using var claimed = await person.PostJsonAsync("/v1/company-claims", new { inn = (await service.StoredAsync(company.Id))!.Inn, message = "Впустите" });
        Assert.Equal(HttpStatusCode.Created, claimed.StatusCode);
        var id = Guid.Parse((await claimed.JsonAsync()).Text("id")!);
        return await service.Api.InDatabaseAsync<CompanyDb, CompanyClaim>(db => db.Claims.AsNoTracking().SingleAsync(c => c.Id == id));
    }

    /// <summary>What would be sent now.</summary>
    private Task<MailContent?> ComposeAsync(CompanyClaim claim, Guid account) => service.Api.InDatabaseAsync<IMailComposer, MailContent?>(composer => composer.ComposeAsync(
        new OutboxMessage
        {
            Id = Guid.CreateVersion7(),
            Destination = "mail",
            Type = ClaimMails.ClaimMade,
            Aggregate = "claim",
            Payload = $$"""{"claimId":"{{claim.Id}}","accountId":"{{account}}"}""",
        },
        TestContext.Current.CancellationToken));
}
