using System.Net;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace SaasPlatform.Identity.Tests.Pages;

public sealed class SignInTests(PagesService service)
{
    [Fact]
    public async Task SignIn_RightPasswordReturnsToTheRequest()
    {
        var account = await service.AccountAsync();
        using var browser = service.Browser();
        var request = PagesService.AuthorizeUrl();

        var answer = await browser.SubmitAsync(PagesService.With("/sign-in", request), ("Email", $" {account.Email!.ToUpperInvariant()} "), ("Password", PagesService.Password));

        Assert.Equal((HttpStatusCode.Redirect, request), (answer.Status, answer.Location));
        Assert.Contains("saas.identity", browser.CookieNames);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/\t/evil.example/")]
    [InlineData("~/sign-out")]
    [InlineData("javascript:alert(1)")]
    public async Task SignIn_NeverLeadsToAnotherHost(string returnUrl)
    {
        var account = await service.AccountAsync();
        using var browser = service.Browser();

        var answer = await browser.SubmitAsync(PagesService.With("/sign-in", returnUrl), ("Email", account.Email!), ("Password", PagesService.Password));

        Assert.Equal((HttpStatusCode.Redirect, "/"), (answer.Status, answer.Location));
    }

    [Fact]
    public async Task SignIn_WrongPasswordAndUnknownAddressLookTheSame()
    {
        var account = await service.AccountAsync();
        using var browser = service.Browser();

        var wrong = await browser.SubmitAsync("/sign-in", ("Email", account.Email!), ("Password", "not the pass phrase"));
        var unknown = await browser.SubmitAsync("/sign-in", ("Email", PagesService.NewEmail()), ("Password", "not the pass phrase"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("Wrong e-mail or password.", wrong.Html);
        Assert.DoesNotContain("not the pass phrase", wrong.Html);
        Assert.Equal((wrong.Status, wrong.Comparable), (unknown.Status, unknown.Comparable));
        Assert.DoesNotContain("saas.identity", browser.CookieNames);
    }

    [Fact]
    public async Task SignIn_LocksAfterFiveWrongPasswordsWithoutSayingSo()
    {
        var account = await service.AccountAsync();
        using var browser = service.Browser();
        for (var attempt = 0; attempt < 5; attempt++)
            await browser.SubmitAsync("/sign-in", ("Email", account.Email!), ("Password", "not the pass phrase"));

        var locked = await browser.SubmitAsync("/sign-in", ("Email", account.Email!), ("Password", PagesService.Password));
        var unknown = await browser.SubmitAsync("/sign-in", ("Email", PagesService.NewEmail()), ("Password", PagesService.Password));

        Assert.Equal((unknown.Status, unknown.Comparable), (locked.Status, locked.Comparable));
        Assert.DoesNotContain("saas.identity", browser.CookieNames);
        var stored = await service.InDatabaseAsync(db => db.Users.AsNoTracking().SingleAsync(a => a.Id == account.Id));
        Assert.NotNull(stored.LockoutEnd);
    }

    [Fact]
    public async Task SignIn_CountsWrongPasswordsThatComeAtOnce()
    {
        var account = await service.AccountAsync();
        var browsers = Enumerable.Range(0, 5).Select(_ => service.Browser()).ToList();
        var forms = await Task.WhenAll(browsers.Select(b => b.GetAsync("/sign-in")));

        var answers = await Task.WhenAll(browsers.Zip(forms, (browser, form) => browser.PostAsync(
            "/sign-in", ("antiforgery", form.FormToken), ("Email", account.Email!), ("Password", "not the pass phrase"))));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.UnprocessableEntity, a.Status));
        var stored = await service.InDatabaseAsync(db => db.Users.AsNoTracking().SingleAsync(a => a.Id == account.Id));
        Assert.Equal(0, stored.AccessFailedCount);
        Assert.Equal(15, (stored.LockoutEnd!.Value - DateTimeOffset.UtcNow).TotalMinutes, tolerance: 1);
        var right = await browsers[0].SubmitAsync("/sign-in", ("Email", account.Email!), ("Password", PagesService.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, right.Status);
        browsers.ForEach(b => b.Dispose());
    }

    [Fact]
    public async Task SignIn_RightPasswordForgetsTheWrongOnes()
    {
        var account = await service.AccountAsync();
        using var browser = service.Browser();
        await browser.SubmitAsync("/sign-in", ("Email", account.Email!), ("Password", "not the pass phrase"));
        Assert.Equal(1, await FailuresAsync());

        await browser.SubmitAsync("/sign-in", ("Email", account.Email!), ("Password", PagesService.Password));

        Assert.Equal(0, await FailuresAsync());

        Task<int> FailuresAsync() => service.InDatabaseAsync(db => db.Users.Where(a => a.Id == account.Id).Select(a => a.AccessFailedCount).SingleAsync());
    }

    [Fact]
    public async Task SignIn_FillsInWhoIsExpected()
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account.Email!);

        var again = await browser.GetAsync("/sign-in");
        var hinted = await browser.GetAsync(PagesService.With("/sign-in", PagesService.AuthorizeUrl() + "&login_hint=boris%40example.com"));

        Assert.Contains($"value=\"{account.Email}\"", again.Html);
        Assert.Contains("value=\"boris@example.com\"", hinted.Html);
    }

    [Fact]
    public async Task SignIn_EmptyFieldsAreNamedBesideThem()
    {
        using var browser = service.Browser("ru");

        var answer = await browser.SubmitAsync("/sign-in", ("Email", ""), ("Password", ""));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal("Ошибка: Вход · SaasPlatform", answer.Title);
        Assert.Equal(new() { ["Email"] = "Укажите адрес электронной почты.", ["Password"] = "Введите пароль." }, answer.Errors);
    }

    [Fact]
    public async Task SignIn_WhatIsTypedIsNeverMarkup()
    {
        const string Attack = "\"><script>alert(1)</script>";
        using var browser = service.Browser();

        var typed = await browser.SubmitAsync("/sign-in", ("Email", Attack), ("Password", "x"));
        var linked = await browser.GetAsync(PagesService.With("/sign-in", PagesService.AuthorizeUrl() + "&login_hint=" + Uri.EscapeDataString(Attack) + "&x=\"><script>"));

        Assert.DoesNotContain("<script>", typed.Html);
        Assert.DoesNotContain("<script>", linked.Html);
        Assert.Contains("<strong>Shop &lt;b&gt;&amp;&lt;/b&gt; Co</strong>", linked.Html);
    }

    [Theory]
    [InlineData("https://shop.example/signed-in", "'self' https://shop.example")]
    [InlineData("com.example.shop:/signed-in", "'self' com.example.shop:")]
    [InlineData("https://evil.example/", "'self'")]
    [InlineData("https://shop.example/elsewhere", "'self'")]
    public async Task SignIn_LeadsOnlyToARegisteredPlaceOfTheClient(string redirectUri, string targets)
    {
        using var browser = service.Browser();

        var page = await browser.GetAsync(PagesService.With("/sign-in", PagesService.AuthorizeUrl(redirectUri: redirectUri)));

        Assert.EndsWith($"form-action {targets}", page.Policy);
    }

    [Fact]
    public async Task SignIn_TooManyFromOneAddressWait()
    {
        await using var own = await PagesService.StartOwnAsync(new() { ["RateLimits:sign-in:PermitLimit"] = "2", ["RateLimits:sign-in:WindowSeconds"] = "600" });
        using var browser = own.Browser();
        await browser.SubmitAsync("/sign-in", ("Email", PagesService.NewEmail()), ("Password", "x"));
        await browser.SubmitAsync("/sign-in", ("Email", PagesService.NewEmail()), ("Password", "x"));

        var answer = await browser.SubmitAsync("/sign-in", ("Email", PagesService.NewEmail()), ("Password", "x"));

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.Status);
        Assert.InRange(int.Parse(answer.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), 1, 600);
        Assert.Equal("Too many attempts · SaasPlatform", answer.Title);
        Assert.Contains("rate_limited", answer.Html);
    }

    [Fact]
    public async Task SignIn_TooManyForOneAddressOfMailWaitWhetherItIsKnownOrNot()
    {
        await using var own = await PagesService.StartOwnAsync(new() { ["RateLimits:sign-in-account:PermitLimit"] = "1", ["RateLimits:sign-in-account:WindowSeconds"] = "600" });
        using var browser = own.Browser();
        var known = (await own.AccountAsync()).Email!;
        var unknown = PagesService.NewEmail();
        await browser.SubmitAsync("/sign-in", ("Email", known), ("Password", "x"));
        await browser.SubmitAsync("/sign-in", ("Email", unknown), ("Password", "x"));

        var answers = new[]
        {
            await browser.SubmitAsync("/sign-in", ("Email", known), ("Password", PagesService.Password)),
            await browser.SubmitAsync("/sign-in", ("Email", unknown), ("Password", PagesService.Password)),
        };

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.TooManyRequests, a.Status));
        Assert.All(answers, a => Assert.InRange(int.Parse(a.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), 1, 600));
    }
}
