using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Tests.Mail;
using Xunit;

namespace SaasPlatform.Identity.Tests.Pages;

/// <summary>The mailed link of a registration: who may use it, how often, and what it leaves behind.</summary>
public sealed class ConfirmTests(PagesService service)
{
    [Fact]
    public async Task Confirm_InTheRegisteringBrowserMakesTheAccountAndReturnsToTheRequest()
    {
        using var browser = service.Browser();
        var request = PagesService.AuthorizeUrl();
        var (email, mail) = await RegisterAsync(browser, request);

        var opened = await browser.GetAsync(mail.Link);
        Assert.Equal((HttpStatusCode.OK, "Confirm your address · SaasPlatform"), (opened.Status, opened.Title));
        Assert.DoesNotContain("type=\"password\"", opened.Html);
        Assert.EndsWith("form-action 'self' https://shop.example", opened.Policy);
        Assert.Equal("no-referrer", opened.Headers["Referrer-Policy"]);
        Assert.Null(await AccountOfAsync(email));

        var answer = await browser.SubmitAsync(mail.Link);

        Assert.Equal((HttpStatusCode.Redirect, request), (answer.Status, answer.Location));
        Assert.Contains("saas.identity", browser.CookieNames);
        Assert.DoesNotContain("saas.registration", browser.CookieNames);
        var account = await AccountOfAsync(email);
        Assert.Equal(("Anna", true, email.ToUpperInvariant()), (account!.Name, account.EmailConfirmed, account.NormalizedEmail));
        var consent = await service.InDatabaseAsync(db => db.RegistrationConsents.AsNoTracking().SingleAsync(c => c.AccountId == account.Id));
        Assert.Equal(("account", "en", "TestBrowser/1.0"), (consent.Purpose, consent.Language, consent.UserAgent));
        Assert.Equal(0, await PendingAsync(email));
        using var elsewhere = await service.SignedInAsync(email);
    }

    [Fact]
    public async Task Confirm_ElsewhereNeedsThePasswordAndOffersTheWayOn()
    {
        using var browser = service.Browser();
        using var phone = service.Browser();
        var request = PagesService.AuthorizeUrl();
        var (email, mail) = await RegisterAsync(browser, request);

        var without = await phone.SubmitAsync(mail.Link);
        var wrong = await phone.SubmitAsync(mail.Link, ("Password", "not the pass phrase"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Enter the password you chose."), (without.Status, Assert.Single(without.Errors).Value));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.StartsWith("This is not the password chosen at registration.", Assert.Single(wrong.Errors).Value);
        Assert.Null(await AccountOfAsync(email));

        var right = await phone.SubmitAsync(mail.Link, ("Password", PagesService.Password));

        Assert.Equal(HttpStatusCode.Redirect, right.Status);
        Assert.StartsWith("/register/confirmed?returnUrl=", right.Location);
        var done = await phone.GetAsync(right.Location!);
        Assert.Equal("Your address is confirmed · SaasPlatform", done.Title);
        Assert.Contains("Continue to Shop &lt;b&gt;&amp;&lt;/b&gt; Co", done.Html);
        Assert.True((await AccountOfAsync(email))!.EmailConfirmed);
        Assert.Equal("Nothing to confirm here · SaasPlatform", (await browser.GetAsync("/register/check-mail")).Title);
    }

    [Fact]
    public async Task Confirm_LocksAfterFiveWrongPasswordsAlsoWhenTheyComeAtOnce()
    {
        using var browser = service.Browser();
        var (email, mail) = await RegisterAsync(browser);
        var strangers = Enumerable.Range(0, 5).Select(_ => service.Browser()).ToList();

        var answers = await Task.WhenAll(strangers.Select(s => s.SubmitAsync(mail.Link, ("Password", "not the pass phrase"))));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.UnprocessableEntity, a.Status));
        var locked = await strangers[0].SubmitAsync(mail.Link, ("Password", PagesService.Password));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, answers[0].Errors["Password"]), (locked.Status, locked.Errors["Password"]));
        Assert.Null(await AccountOfAsync(email));
        // Whoever registered is not held up by strangers.
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync(mail.Link)).Status);
        strangers.ForEach(s => s.Dispose());
    }

    [Fact]
    public async Task Confirm_AStrangersRegistrationOfMyAddressIsNeverMyAccount()
    {
        using var attacker = service.Browser();
        using var victim = service.Browser();
        var (email, strangers) = await RegisterAsync(attacker, password: "the attackers choice");

        // The victim opens the stranger's link with a session of her own registration: it is for another one.
        await victim.SubmitAsync("/register", RegisterTests.Fields("Victim", email, PagesService.Password));
        var own = await service.Mails.NewestAsync(email, count: 2);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await victim.SubmitAsync(strangers.Link, ("Password", PagesService.Password))).Status);
        Assert.Equal("/", (await victim.SubmitAsync(own.Link)).Location);

        var late = await attacker.SubmitAsync(strangers.Link);

        Assert.Equal((HttpStatusCode.Conflict, "There is an account already · SaasPlatform"), (late.Status, late.Title));
        Assert.DoesNotContain("saas.identity", attacker.CookieNames);
        Assert.Equal("Victim", (await AccountOfAsync(email))!.Name);
        var signIn = await attacker.SubmitAsync("/sign-in", ("Email", email), ("Password", "the attackers choice"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, signIn.Status);
    }

    [Fact]
    public async Task Confirm_TheSameLinkTenTimesAtOnceMakesOneAccount()
    {
        using var browser = service.Browser();
        var (email, mail) = await RegisterAsync(browser);
        var form = await browser.GetAsync(mail.Link);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => browser.PostAsync("/register/confirm", ("token", mail.Token), ("antiforgery", form.FormToken))));

        Assert.Single(answers, a => a.Status == HttpStatusCode.Redirect);
        Assert.Equal(9, answers.Count(a => (a.Status, a.Title) == (HttpStatusCode.Gone, "This link has been used · SaasPlatform")));
        Assert.Equal(1, await service.InDatabaseAsync(db => db.Users.CountAsync(a => a.Email == email)));
        Assert.Equal(1, await service.InDatabaseAsync(db => db.RegistrationConsents.CountAsync(c => db.Users.Any(a => a.Id == c.AccountId && a.Email == email))));
    }

    [Fact]
    public async Task Confirm_RegistrationsOfOneAddressAtOnceMakeOneAccount()
    {
        var email = PagesService.NewEmail();
        var browsers = Enumerable.Range(0, 4).Select(_ => service.Browser()).ToList();
        foreach (var (browser, index) in browsers.Select((b, i) => (b, i)))
            await browser.SubmitAsync("/register", RegisterTests.Fields($"Person {index}", index % 2 == 0 ? email : email.ToUpperInvariant(), PagesService.Password));
        var normalized = email.ToUpperInvariant();
        var links = await service.InDatabaseAsync(db => db.PendingRegistrations.Where(r => r.NormalizedEmail == normalized).OrderBy(r => r.CreatedAt).ThenBy(r => r.Id).Select(r => r.Id).ToListAsync());
        var tokens = links.ConvertAll(id => TokenOf(LinkPurpose.ConfirmRegistration, id, TimeSpan.FromHours(1)));
        var forms = await Task.WhenAll(browsers.Zip(tokens, (b, t) => b.GetAsync("/register/confirm?token=" + t)));

        var answers = await Task.WhenAll(browsers.Select((b, i) => b.PostAsync("/register/confirm", ("token", tokens[i]), ("antiforgery", forms[i].FormToken), ("Password", PagesService.Password))));

        Assert.Single(answers, a => a.Status == HttpStatusCode.Redirect);
        Assert.Equal(3, answers.Count(a => a.Status == HttpStatusCode.Conflict));
        Assert.Equal(1, await service.InDatabaseAsync(db => db.Users.CountAsync(a => a.NormalizedEmail == normalized)));
        browsers.ForEach(b => b.Dispose());
    }

    [Fact]
    public async Task Confirm_UsedLinkLeadsToSignIn()
    {
        using var browser = service.Browser();
        var (_, mail) = await RegisterAsync(browser);
        await browser.SubmitAsync(mail.Link);

        var again = await browser.GetAsync(mail.Link);

        Assert.Equal((HttpStatusCode.Gone, "This link has been used · SaasPlatform"), (again.Status, again.Title));
        Assert.Contains("href=\"/sign-in\"", again.Html);
    }

    [Fact]
    public async Task Confirm_ExpiredLinkAndExpiredRegistrationMakeNothing()
    {
        using var browser = service.Browser();
        var (email, mail) = await RegisterAsync(browser);
        var id = await service.InDatabaseAsync(db => db.PendingRegistrations.Where(r => r.Email == email).Select(r => r.Id).SingleAsync());
        var form = await browser.GetAsync(mail.Link);

        var old = await browser.PostAsync("/register/confirm", ("token", TokenOf(LinkPurpose.ConfirmRegistration, id, TimeSpan.FromSeconds(-1))), ("antiforgery", form.FormToken));
        Assert.Equal((HttpStatusCode.Gone, "This link is too old · SaasPlatform"), (old.Status, old.Title));

        await service.InDatabaseAsync(db => db.PendingRegistrations.Where(r => r.Id == id).ExecuteUpdateAsync(s => s.SetProperty(r => r.ExpiresAt, DateTimeOffset.UtcNow.AddSeconds(-1))));
        var gone = await browser.PostAsync("/register/confirm", ("token", mail.Token), ("antiforgery", form.FormToken));

        Assert.Equal(HttpStatusCode.Gone, gone.Status);
        Assert.Null(await AccountOfAsync(email));
    }

    [Fact]
    public async Task Confirm_ALinkNotMadeHereForThisIsNone()
    {
        using var browser = service.Browser();
        var (email, mail) = await RegisterAsync(browser);
        var id = await service.InDatabaseAsync(db => db.PendingRegistrations.Where(r => r.Email == email).Select(r => r.Id).SingleAsync());
        var form = await browser.GetAsync(mail.Link);
        string[] tokens =
        [
            "", "x", mail.Token[..^1], mail.Token[..20], mail.Token + "A", Changed(mail.Token, mail.Token.Length / 2), Changed(mail.Token, 3),
            TokenOf(LinkPurpose.ResetPassword, id, TimeSpan.FromHours(1)), TokenOf(LinkPurpose.RegisteringBrowser, id, TimeSpan.FromHours(1)),
            id.ToString(), new string('A', 5_000), "\0\ud800",
        ];

        foreach (var token in tokens)
        {
            var answer = await browser.PostAsync("/register/confirm", ("token", token), ("antiforgery", form.FormToken));
            Assert.Equal((HttpStatusCode.BadRequest, token), (answer.Status, token));
        }

        Assert.Null(await AccountOfAsync(email));

        static string Changed(string token, int at) => token[..at] + (token[at] == 'A' ? 'B' : 'A') + token[(at + 1)..];
    }

    [Fact]
    public async Task Confirm_GoesOnWhereTheRegistrationBeganAndNowhereElse()
    {
        using var browser = service.Browser();
        var (_, mail) = await RegisterAsync(browser, "https://evil.example/");

        var page = await browser.GetAsync(mail.Link + "&returnUrl=" + Uri.EscapeDataString(PagesService.AuthorizeUrl()));
        var answer = await browser.SubmitAsync(mail.Link + "&returnUrl=" + Uri.EscapeDataString(PagesService.AuthorizeUrl()), ("returnUrl", "/sign-out"));

        Assert.DoesNotContain("Shop", page.Html);
        Assert.Equal((HttpStatusCode.Redirect, "/"), (answer.Status, answer.Location));
    }

    [Fact]
    public async Task Link_IsBelowTheIssuerWhateverTheHostSays()
    {
        await using var own = await PagesService.StartOwnAsync(new() { ["Http:AllowedHosts:0"] = "other.example" });
        using var browser = own.Browser();
        var email = PagesService.NewEmail();
        browser.Host = "other.example";

        await browser.SubmitAsync("/register", RegisterTests.Fields("Anna", email, PagesService.Password));

        var mail = await own.Mails.NewestAsync(email);
        Assert.Contains("http://localhost:8000/register/confirm?token=", mail.Text);
        Assert.DoesNotContain("other.example", mail.Message.ToString());
    }

    private async Task<(string Email, TestMail Mail)> RegisterAsync(Browser browser, string? returnUrl = null, string password = PagesService.Password)
    {
        var email = PagesService.NewEmail();
        await browser.SubmitAsync(returnUrl is null ? "/register" : PagesService.With("/register", returnUrl), RegisterTests.Fields("Anna", email, password));
        return (email, await service.Mails.NewestAsync(email));
    }

    private string TokenOf(LinkPurpose purpose, Guid id, TimeSpan lifetime) =>
        service.Services.GetRequiredService<LinkTokens>().Create(purpose, id, DateTimeOffset.UtcNow + lifetime);

    private Task<Account?> AccountOfAsync(string email) =>
        service.InDatabaseAsync(db => db.Users.AsNoTracking().SingleOrDefaultAsync(a => a.Email == email));

    private Task<int> PendingAsync(string email) => service.InDatabaseAsync(db => db.PendingRegistrations.CountAsync(r => r.Email == email));
}
