using System.Net;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.Identity.Accounts;
using Xunit;

namespace SaasPlatform.Identity.Tests.Pages;

/// <summary>The form: what it refuses, what it keeps, and that it never says whether an address is taken.</summary>
public sealed class RegisterTests(PagesService service)
{
    [Fact]
    public async Task Register_SendsAMailAndMakesNoAccount()
    {
        using var browser = service.Browser();
        var email = PagesService.NewEmail();
        var request = PagesService.AuthorizeUrl();

        var answer = await browser.SubmitAsync(PagesService.With("/register", request), Fields(" Анна ", $" {email}", PagesService.Password));

        Assert.Equal((HttpStatusCode.Redirect, PagesService.With("/register/check-mail", request)), (answer.Status, answer.Location));
        Assert.DoesNotContain("saas.identity", browser.CookieNames);
        Assert.Null(await AccountOfAsync(email));
        var pending = await service.InDatabaseAsync(db => db.PendingRegistrations.AsNoTracking().SingleAsync(r => r.Email == email));
        Assert.Equal(("Анна", request, TimeSpan.FromHours(24)), (pending.Name, pending.ReturnUrl, pending.ExpiresAt - pending.CreatedAt));
        Assert.DoesNotContain(PagesService.Password, pending.PasswordHash);
        Assert.Equal(("account", "en", "TestBrowser/1.0"), (pending.Consent.Purpose, pending.Consent.Language, pending.Consent.UserAgent));
        Assert.Matches("^[0-9a-f]{64}$", pending.Consent.TextHash);
        var page = await browser.GetAsync(answer.Location!);
        Assert.Contains($"<strong>{email}</strong>", page.Html);
        Assert.Contains("Shop &lt;b&gt;&amp;&lt;/b&gt; Co", page.Html);
        var mail = await service.Mails.NewestAsync(email);
        Assert.Equal("Confirm your e-mail address", mail.Subject);
        Assert.StartsWith("/register/confirm?token=", mail.Link);
    }

    [Fact]
    public async Task Register_TakenAddressGetsTheSameAnswerAndOnlyItsOwnerLearnsOfIt()
    {
        var account = await service.AccountAsync();
        var unknown = PagesService.NewEmail();
        using var one = service.Browser();
        using var other = service.Browser();

        var taken = await one.SubmitAsync("/register", Fields("Anna", account.Email!.ToUpperInvariant(), PagesService.Password));
        var free = await other.SubmitAsync("/register", Fields("Anna", unknown, PagesService.Password));

        Assert.Equal((free.Status, free.Location, free.Html), (taken.Status, taken.Location, taken.Html));
        Assert.Equal(free.Headers.Keys.Order(), taken.Headers.Keys.Order());
        Assert.Equal(one.CookieNames.Order(), other.CookieNames.Order());
        var (shownOne, shownOther) = (await one.GetAsync(taken.Location!), await other.GetAsync(free.Location!));
        Assert.Equal(
            (shownOther.Status, shownOther.Comparable.Replace(unknown, "…")),
            (shownOne.Status, shownOne.Comparable.Replace($"{account.Email!.Split('@')[0].ToUpperInvariant()}@example.com", "…")));
        var mail = await service.Mails.NewestAsync(account.Email!);
        Assert.Equal("You already have an account", mail.Subject);
        Assert.Equal("/sign-in", mail.Link);
        Assert.Contains("http://localhost:8000/forgot-password", mail.Text);
        Assert.DoesNotContain("token", mail.Message.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Register_AskingAgainIsAnsweredAlikeForATakenAddress()
    {
        var account = await service.AccountAsync();
        using var one = service.Browser();
        using var other = service.Browser();
        await one.SubmitAsync("/register", Fields("Anna", account.Email!, PagesService.Password));
        await other.SubmitAsync("/register", Fields("Anna", PagesService.NewEmail(), PagesService.Password));

        var taken = await one.SubmitAsync("/register/check-mail");
        var free = await other.SubmitAsync("/register/check-mail");

        Assert.Equal((HttpStatusCode.Redirect, "/register/check-mail?again=True"), (free.Status, free.Location));
        Assert.Equal((free.Status, free.Location, free.Html), (taken.Status, taken.Location, taken.Html));
        Assert.Contains("Sent again.", (await one.GetAsync(taken.Location!)).Html);
        await service.Mails.NewestAsync(account.Email!, count: 2);
    }

    [Fact]
    public async Task CheckMail_WithoutARegistrationSaysSo()
    {
        using var browser = service.Browser();

        var page = await browser.GetAsync("/register/check-mail");

        Assert.Equal((HttpStatusCode.OK, "Nothing to confirm here · SaasPlatform"), (page.Status, page.Title));
        Assert.DoesNotContain("dev/mailbox", page.Html);
    }

    [Fact]
    public async Task Register_TooManyMailsToOneAddressWaitWhetherItIsTakenOrNot()
    {
        await using var own = await PagesService.StartOwnAsync(new() { ["RateLimits:mail-address:PermitLimit"] = "2", ["RateLimits:mail-address:WindowSeconds"] = "600" });
        var taken = (await own.AccountAsync()).Email!;
        foreach (var email in new[] { taken, PagesService.NewEmail() })
        {
            using var browser = own.Browser();
            await browser.SubmitAsync("/register", Fields("Anna", email, PagesService.Password));
            await browser.SubmitAsync("/register/check-mail");

            var answers = new[]
            {
                await browser.SubmitAsync("/register/check-mail"),
                await browser.SubmitAsync("/register", Fields("Anna", email.ToUpperInvariant(), PagesService.Password)),
            };

            Assert.All(answers, a => Assert.Equal((HttpStatusCode.TooManyRequests, "Too many attempts · SaasPlatform"), (a.Status, a.Title)));
            Assert.All(answers, a => Assert.InRange(int.Parse(a.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), 1, 600));
            await own.Mails.NewestAsync(email, count: 2);
            // Whoever uses these up does not keep the owner from the account.
            Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync("/forgot-password", ("Email", email))).Status);
        }
    }

    [Fact]
    public async Task Register_NamesEverythingThatIsWrongBesideItsField()
    {
        using var browser = service.Browser("ru");

        var answer = await browser.SubmitAsync("/register", ("Name", " "), ("Email", "anna"), ("Password", "short"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(
            new()
            {
                ["Name"] = "Укажите имя.",
                ["Email"] = "Это не похоже на адрес электронной почты. Пример: anna@example.com.",
                ["Password"] = "В пароле должно быть не меньше 10 символов.",
                ["PersonalData"] = "Без этого согласия учётную запись создать нельзя.",
            },
            answer.Errors);
        Assert.DoesNotContain("checked", answer.Html);
        Assert.DoesNotContain("short", answer.Html);
    }

    [Fact]
    public async Task Register_WithoutConsentMakesNoAccount()
    {
        using var browser = service.Browser();
        var email = PagesService.NewEmail();

        var answer = await browser.SubmitAsync("/register", ("Name", "Anna"), ("Email", email), ("Password", PagesService.Password));

        Assert.Equal("An account cannot be created without this consent.", Assert.Single(answer.Errors).Value);
        Assert.Equal(0, await service.InDatabaseAsync(db => db.PendingRegistrations.CountAsync(r => r.Email == email)));
    }

    [Theory]
    [InlineData("Anna\r\nBcc: boris@example.com")]
    [InlineData("Anna\a")]
    public async Task Register_ControlCharactersInANameAreRefused(string name)
    {
        using var browser = service.Browser();

        var answer = await browser.SubmitAsync("/register", Fields(name, PagesService.NewEmail(), PagesService.Password));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal("The name is too long or has characters that cannot be shown.", Assert.Single(answer.Errors).Value);
    }

    [Theory]
    [InlineData("1234567890", "This password is on the lists that attackers try first. Choose another.")]
    [InlineData("anna.petrova1", "The password must not be made of your name or e-mail address.")]
    [InlineData("", "Choose a password.")]
    public async Task Register_WeakPasswordIsRefused(string password, string message)
    {
        using var browser = service.Browser();

        var answer = await browser.SubmitAsync("/register", Fields("Anna", $"anna.petrova@{Guid.NewGuid():N}.example", password));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, message), (answer.Status, Assert.Single(answer.Errors).Value));
    }

    [Fact]
    public async Task Register_ANameIsNeverMarkup()
    {
        using var browser = service.Browser();
        var email = PagesService.NewEmail();

        await browser.SubmitAsync("/register", Fields("<img src=x onerror=alert(1)>", email, PagesService.Password));
        await browser.SubmitAsync((await service.Mails.NewestAsync(email)).Link);

        var home = await browser.GetAsync("/");
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", home.Html);
        Assert.DoesNotContain("<img src=x", home.Html);
    }

    [Theory]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("\u202egro.live//:sptth")]
    [InlineData("You won! https://evil.example")]
    public async Task Register_MailsHoldNothingThatWasTypedBesideTheAddress(string name)
    {
        using var browser = service.Browser();
        var email = PagesService.NewEmail();

        await browser.SubmitAsync("/register", Fields(name, email, PagesService.Password));

        var mail = await service.Mails.NewestAsync(email);
        foreach (var part in new[] { mail.Message.ToString(), mail.Text, mail.Message.HtmlBody!, mail.Subject })
            Assert.DoesNotContain(name, part);
    }

    internal static (string, string)[] Fields(string name, string email, string password) =>
        [("Name", name), ("Email", email), ("Password", password), ("PersonalData", "yes")];

    private Task<Account?> AccountOfAsync(string email) =>
        service.InDatabaseAsync(db => db.Users.AsNoTracking().SingleOrDefaultAsync(a => a.Email == email));
}
