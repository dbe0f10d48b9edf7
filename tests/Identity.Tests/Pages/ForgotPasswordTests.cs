using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Identity.Accounts;
using Xunit;

namespace SaasPlatform.Identity.Tests.Pages;

public sealed class ForgotPasswordTests(PagesService service)
{
    private const string NewPassword = "another unlikely phrase";

    [Fact]
    public async Task Forgot_KnownAndUnknownAddressesAreAnsweredAlike()
    {
        var account = await service.AccountAsync();
        var unknown = PagesService.NewEmail();
        using var one = service.Browser();
        using var other = service.Browser();

        var known = await one.SubmitAsync("/forgot-password", ("Email", account.Email!));
        var none = await other.SubmitAsync("/forgot-password", ("Email", unknown));

        Assert.Equal((HttpStatusCode.Redirect, none.Html), (known.Status, known.Html));
        Assert.Equal((none.Status, none.Location!.Length), (known.Status, known.Location!.Length));
        Assert.Equal(none.Headers.Keys.Order(), known.Headers.Keys.Order());
        var (shownKnown, shownNone) = (await one.GetAsync(known.Location!), await other.GetAsync(none.Location!));
        Assert.Contains($"<strong>{account.Email}</strong>", shownKnown.Html);
        Assert.Equal((shownNone.Status, Page(shownNone)), (shownKnown.Status, Page(shownKnown)));
        await service.Mails.NewestAsync(account.Email!);
        Assert.Empty(await service.Mails.AllAsync(unknown, service.InDatabaseAsync));

        static string Page(Answer answer) => System.Text.RegularExpressions.Regex.Replace(answer.Comparable, "CfDJ8[A-Za-z0-9_-]+", "…");
    }

    [Fact]
    public async Task Reset_SetsThePasswordAndEndsWhatWasReachedWithTheOneBefore()
    {
        var account = await service.AccountAsync();
        using var session = await service.SignedInAsync(account.Email!);
        using var browser = service.Browser();
        for (var attempt = 0; attempt < 5; attempt++)
            await browser.SubmitAsync("/sign-in", ("Email", account.Email!), ("Password", "not the pass phrase"));
        var request = PagesService.AuthorizeUrl();
        await browser.SubmitAsync(PagesService.With("/forgot-password", request), ("Email", account.Email!.ToUpperInvariant()));
        var mail = await service.Mails.NewestAsync(account.Email!);
        Assert.Equal("Set a new password", mail.Subject);

        var opened = await browser.GetAsync(mail.Link);
        Assert.Equal((HttpStatusCode.OK, "Set a new password · SaasPlatform", "no-referrer"), (opened.Status, opened.Title, opened.Headers["Referrer-Policy"]));
        Assert.Equal(HttpStatusCode.OK, (await session.GetAsync("/register/confirmed")).Status);

        var answer = await browser.SubmitAsync(mail.Link, ("Password", NewPassword));

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.StartsWith("/sign-in?returnUrl=%2Fconnect%2Fauthorize", answer.Location);
        Assert.DoesNotContain("saas.identity", browser.CookieNames);
        Assert.StartsWith("/sign-in", new Uri(new Uri("http://localhost"), (await session.GetAsync("/register/confirmed")).Location!).PathAndQuery);
        var page = await browser.GetAsync(answer.Location!);
        Assert.Contains("Your new password is set.", page.Html);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SubmitAsync("/sign-in", ("Email", account.Email!), ("Password", PagesService.Password))).Status);
        Assert.Equal(request, (await browser.SubmitAsync(answer.Location!, ("Email", account.Email!), ("Password", NewPassword))).Location);
        var stored = await service.InDatabaseAsync(db => db.Users.AsNoTracking().SingleAsync(a => a.Id == account.Id));
        Assert.Equal((true, null, 2), (stored.EmailConfirmed, stored.LockoutEnd, stored.Version));
        var notice = await service.Mails.NewestAsync(account.Email!, count: 2);
        Assert.Equal(("Your password was changed", "/forgot-password"), (notice.Subject, notice.Link));
    }

    [Fact]
    public async Task Reset_ALinkWorksOnceAndEndsTheOnesBefore()
    {
        var account = await service.AccountAsync();
        using var browser = service.Browser();
        await browser.SubmitAsync("/forgot-password", ("Email", account.Email!));
        var first = await service.Mails.NewestAsync(account.Email!);
        await browser.SubmitAsync("/forgot-password", ("Email", account.Email!));
        var second = await service.Mails.NewestAsync(account.Email!, count: 2);
        await browser.SubmitAsync(second.Link, ("Password", NewPassword));

        foreach (var link in new[] { first.Link, second.Link })
        {
            var again = await browser.GetAsync(link);
            Assert.Equal((HttpStatusCode.Gone, "This link has been used · SaasPlatform"), (again.Status, again.Title));
        }
    }

    [Fact]
    public async Task Reset_TheSameLinkTenTimesAtOnceSetsOnePassword()
    {
        var account = await service.AccountAsync();
        using var browser = service.Browser();
        await browser.SubmitAsync("/forgot-password", ("Email", account.Email!));
        var mail = await service.Mails.NewestAsync(account.Email!);
        var form = await browser.GetAsync(mail.Link);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => browser.PostAsync(
            "/reset-password", ("token", mail.Token), ("antiforgery", form.FormToken), ("Password", $"{NewPassword} {i}"))));

        var winner = Assert.Single(Enumerable.Range(0, 10), i => answers[i].Status == HttpStatusCode.Redirect);
        Assert.Equal(9, answers.Count(a => a.Status == HttpStatusCode.Gone));
        Assert.Equal("/", (await browser.SubmitAsync("/sign-in", ("Email", account.Email!), ("Password", $"{NewPassword} {winner}"))).Location);
    }

    [Fact]
    public async Task Reset_WeakPasswordIsRefusedAndTheLinkStays()
    {
        var account = await service.AccountAsync("Annabella");
        using var browser = service.Browser("ru");
        await browser.SubmitAsync("/forgot-password", ("Email", account.Email!));
        var mail = await service.Mails.NewestAsync(account.Email!);
        Assert.Equal("Задайте новый пароль", mail.Subject);

        foreach (var (password, message) in new[]
        {
            ("", "Придумайте пароль."), ("short", "В пароле должно быть не меньше 10 символов."),
            ("1234567890", "Этот пароль есть в списках, с которых начинают взломщики. Придумайте другой."),
            ("annabella12", "Пароль не должен состоять из вашего имени или адреса почты."), (new string('x', 257), "Пароль слишком длинный."),
        })
        {
            var refused = await browser.SubmitAsync(mail.Link, ("Password", password));
            Assert.Equal((HttpStatusCode.UnprocessableEntity, message), (refused.Status, Assert.Single(refused.Errors).Value));
        }

        Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync(mail.Link, ("Password", NewPassword))).Status);
    }

    [Fact]
    public async Task Reset_ALinkThatIsOldOrNotMadeHereSetsNothing()
    {
        var account = await service.AccountAsync();
        using var browser = service.Browser();
        await browser.SubmitAsync("/forgot-password", ("Email", account.Email!));
        var mail = await service.Mails.NewestAsync(account.Email!);
        var form = await browser.GetAsync(mail.Link);
        var id = await service.InDatabaseAsync(db => db.PasswordResets.Where(r => r.NormalizedEmail == account.NormalizedEmail).Select(r => r.Id).SingleAsync());
        var links = service.Services.GetRequiredService<LinkTokens>();
        var soon = DateTimeOffset.UtcNow.AddHours(1);
        (string Token, HttpStatusCode Status)[] tokens =
        [
            ("", HttpStatusCode.BadRequest), (mail.Token[..^2], HttpStatusCode.BadRequest), (id.ToString(), HttpStatusCode.BadRequest),
            (links.Create(LinkPurpose.ConfirmRegistration, id, soon), HttpStatusCode.BadRequest),
            (links.Create(LinkPurpose.ResetPassword, id, DateTimeOffset.UtcNow.AddSeconds(-1)), HttpStatusCode.Gone),
            (links.Create(LinkPurpose.ResetPassword, account.Id, soon), HttpStatusCode.Gone),
        ];

        foreach (var (token, status) in tokens)
        {
            var answer = await browser.PostAsync("/reset-password", ("token", token), ("antiforgery", form.FormToken), ("Password", NewPassword));
            Assert.Equal((status, null), (answer.Status, answer.Location));
        }

        await service.InDatabaseAsync(db => db.PasswordResets.Where(r => r.Id == id).ExecuteUpdateAsync(s => s.SetProperty(r => r.ExpiresAt, DateTimeOffset.UtcNow.AddSeconds(-1))));
        Assert.Equal(HttpStatusCode.Gone, (await browser.PostAsync("/reset-password", ("token", mail.Token), ("antiforgery", form.FormToken), ("Password", NewPassword))).Status);
        using var unchanged = await service.SignedInAsync(account.Email!);
    }

    [Fact]
    public async Task Reset_OfOneAccountTouchesNoOther()
    {
        var (one, other) = (await service.AccountAsync(), await service.AccountAsync());
        using var browser = service.Browser();
        using var untouched = await service.SignedInAsync(other.Email!);
        await browser.SubmitAsync("/forgot-password", ("Email", one.Email!));
        var mail = await service.Mails.NewestAsync(one.Email!);

        await browser.SubmitAsync(mail.Link, ("Password", NewPassword), ("Email", other.Email!));

        Assert.Equal(HttpStatusCode.OK, (await untouched.GetAsync("/register/confirmed")).Status);
        using var still = await service.SignedInAsync(other.Email!);
    }

    [Fact]
    public async Task Forgot_AskingAgainSendsAnotherLink()
    {
        var account = await service.AccountAsync();
        using var browser = service.Browser();
        var answer = await browser.SubmitAsync("/forgot-password", ("Email", account.Email!));

        var again = await browser.SubmitAsync(answer.Location!);

        Assert.StartsWith("/forgot-password?to=", again.Location);
        await service.Mails.NewestAsync(account.Email!, count: 2);
    }

    [Theory]
    [InlineData("", "Enter your e-mail address.")]
    [InlineData("anna", "This does not look like an e-mail address. Example: anna@example.com.")]
    [InlineData("anna@example.com\r\nBcc: boris@example.com", "This does not look like an e-mail address. Example: anna@example.com.")]
    public async Task Forgot_WhatIsNoAddressIsRefused(string email, string message)
    {
        using var browser = service.Browser();

        var answer = await browser.SubmitAsync("/forgot-password", ("Email", email));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, message), (answer.Status, Assert.Single(answer.Errors).Value));
    }

    [Fact]
    public async Task Forgot_ATakenOverAddressOfThePageSendsNothing()
    {
        using var browser = service.Browser();

        var page = await browser.GetAsync("/forgot-password?to=anna%40example.com");

        Assert.Equal("Forgot your password? · SaasPlatform", page.Title);
        Assert.DoesNotContain("anna@example.com", page.Html);
    }

    [Fact]
    public async Task Forgot_TooManyFromOneAddressWait()
    {
        await using var own = await PagesService.StartOwnAsync(new() { ["RateLimits:forgot-password:PermitLimit"] = "1", ["RateLimits:forgot-password:WindowSeconds"] = "600" });
        using var browser = own.Browser();
        await browser.SubmitAsync("/forgot-password", ("Email", PagesService.NewEmail()));

        var answer = await browser.SubmitAsync("/forgot-password", ("Email", PagesService.NewEmail()));

        Assert.Equal((HttpStatusCode.TooManyRequests, "Too many attempts · SaasPlatform"), (answer.Status, answer.Title));
        Assert.Contains("href=\"/forgot-password\"", answer.Html);
    }

    [Fact]
    public async Task Forgot_TooManyMailsToOneAddressWaitWhetherItIsKnownOrNot()
    {
        await using var own = await PagesService.StartOwnAsync(new() { ["RateLimits:mail-address:PermitLimit"] = "2", ["RateLimits:mail-address:WindowSeconds"] = "600" });
        foreach (var email in new[] { (await own.AccountAsync()).Email!, PagesService.NewEmail() })
        {
            using var browser = own.Browser();
            await browser.SubmitAsync("/forgot-password", ("Email", email));
            await browser.SubmitAsync("/forgot-password", ("Email", email));

            var answer = await browser.SubmitAsync("/forgot-password", ("Email", email.ToUpperInvariant()));

            Assert.Equal(HttpStatusCode.TooManyRequests, answer.Status);
        }
    }
}
