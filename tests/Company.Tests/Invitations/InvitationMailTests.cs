using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Invitations;

public sealed class InvitationMailTests(CompanyService service)
{
    private readonly string _email = $"{Guid.NewGuid():N}@example.com";

    [Fact]
    public async Task Mail_SaysWhoInvitesWhere_AndItsLinkCarriesTheKey()
    {
        var company = await service.CompanyAsync();
        await service.AnnounceAsync("account.registered", company.Owner, 1, "Пётр Иванов");
        var id = await service.InviteAsync(company, company.Owner, _email);

        var mail = await MailAsync();

        Assert.Equal("Вас приглашают в компанию на SaasPlatform", mail.Subject);
        Assert.Contains($"Пётр Иванов ({company.Owner}@example.com) приглашает вас стать участником компании Общество «Пример» (ИНН ", mail.TextBody, StringComparison.Ordinal);
        var until = await service.Api.InDatabaseAsync<CompanyDb, DateTimeOffset>(db => db.Invitations.Where(i => i.Id == Guid.Parse(id)).Select(i => i.ExpiresAt).SingleAsync());
        Assert.Contains($"Приглашение действует до {until.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("ru"))}", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains($"http://localhost:3000/invitations/{id}?key={await service.KeyOfAsync(id)}", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NamesOfStrangers_BecomeNoLinks()
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);
        using var renamed = await owner.PatchJsonAsync(company.Path, new { shortName = $"Приз https://evil.example/win {new string('я', 200)}" }, "\"1\"");
        Assert.True(renamed.IsSuccessStatusCode);
        await service.InviteAsync(company, company.Owner, _email);

        var mail = await MailAsync();

        Assert.Contains("Приз https evil. example win яяя", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('я', 100), mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example", mail.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_IsInTheLanguageAskedFor()
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);
        using var invited = await owner.PostJsonAsync($"{company.Path}/invitations", new { email = _email, role = "member", language = "en" });
        Assert.True(invited.IsSuccessStatusCode);

        Assert.Equal("You are invited to a company on SaasPlatform", (await MailAsync()).Subject);
    }

    private Task<MimeMessage> MailAsync() => service.MailToAsync(_email);
}
