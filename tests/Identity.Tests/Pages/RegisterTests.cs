using System.Net;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.Identity.Accounts;
using Xunit;

namespace SaasPlatform.Identity.Tests.Pages;

public sealed class RegisterTests(PagesService service)
{
    [Fact]
    public async Task Register_StoresAccountAndConsentAndSignsIn()
    {
        using var browser = service.Browser();
        var email = PagesService.NewEmail();
        var request = PagesService.AuthorizeUrl();

        var answer = await browser.SubmitAsync(PagesService.With("/register", request), Fields(" Анна ", $" {email}", PagesService.Password));

        Assert.Equal((HttpStatusCode.Redirect, request), (answer.Status, answer.Location));
        Assert.Contains("saas.identity", browser.CookieNames);
        var account = await AccountOfAsync(email);
        Assert.Equal(("Анна", email, false), (account!.Name, account.Email, account.EmailConfirmed));
        Assert.DoesNotContain(PagesService.Password, account.PasswordHash);
        var consent = await service.InDatabaseAsync(db => db.RegistrationConsents.AsNoTracking().SingleAsync(c => c.AccountId == account.Id));
        Assert.Equal(("account", "en", "TestBrowser/1.0"), (consent.Purpose, consent.Language, consent.UserAgent));
        Assert.Matches("^[0-9a-f]{64}$", consent.TextHash);
        Assert.Equal(account.CreatedAt, consent.GivenAt, TimeSpan.FromMinutes(1));
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
        Assert.Null(await AccountOfAsync(email));
    }

    [Fact]
    public async Task Register_TakenAddressIsRefusedInAnyWriting()
    {
        var account = await service.AccountAsync();
        using var browser = service.Browser();

        var answer = await browser.SubmitAsync("/register", Fields("Anna", account.Email!.ToUpperInvariant(), PagesService.Password));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal("This e-mail address cannot be used for a new account. If it is yours, sign in.", Assert.Single(answer.Errors).Value);
        Assert.Equal(0, await service.InDatabaseAsync(db => db.RegistrationConsents.CountAsync(c => c.AccountId == account.Id)));
    }

    [Theory]
    [InlineData("1234567890", "This password is on the lists that attackers try first. Choose another.")]
    [InlineData("anna.petrova1", "The password must not be made of your name or e-mail address.")]
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

        await browser.SubmitAsync("/register", Fields("<img src=x onerror=alert(1)>", PagesService.NewEmail(), PagesService.Password));

        var home = await browser.GetAsync("/");
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", home.Html);
        Assert.DoesNotContain("<img src=x", home.Html);
    }

    [Theory]
    [InlineData("anna@Example.COM", "anna@example.com")]
    [InlineData(" anna@пример.рф ", "anna@xn--e1afmkfd.xn--p1ai")]
    [InlineData("Anna.P+x@example.com", "Anna.P+x@example.com")]
    [InlineData("anna", null)]
    [InlineData("@example.com", null)]
    [InlineData("anna@localhost", null)]
    [InlineData("anna@exa mple.com", null)]
    [InlineData("an na@example.com", null)]
    [InlineData("anna@example..com", null)]
    [InlineData("<a>@example.com", null)]
    [InlineData("anna\n@example.com", null)]
    [InlineData("\ud800@example.com", null)]
    public void EmailAddress_HasOneForm(string written, string? parsed) => Assert.Equal(parsed, EmailAddress.Parse(written));

    private static (string, string)[] Fields(string name, string email, string password) =>
        [("Name", name), ("Email", email), ("Password", password), ("PersonalData", "yes")];

    private Task<Account?> AccountOfAsync(string email) =>
        service.InDatabaseAsync(db => db.Users.AsNoTracking().SingleOrDefaultAsync(a => a.Email == email));
}
