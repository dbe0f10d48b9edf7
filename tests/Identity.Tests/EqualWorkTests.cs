using System.Diagnostics;
using SaasPlatform.Identity.Tests.Pages;
using Xunit;

namespace SaasPlatform.Identity.Tests;

/// <summary>What a request asks of the database tells nobody whether an address has an account.</summary>
public sealed class EqualWorkTests(PagesService service)
{
    [Theory]
    [InlineData("/register")]
    [InlineData("/forgot-password")]
    public async Task Form_AsksTheSameOfTheDatabaseForAKnownAndAnUnknownAddress(string page)
    {
        using var browser = service.Browser();
        var form = await browser.GetAsync(page);

        var known = await StatementsAsync((await service.AccountAsync()).Email!);
        var unknown = await StatementsAsync(PagesService.NewEmail());

        Assert.NotEmpty(known);
        Assert.Equal(unknown, known);
        Assert.DoesNotContain(known, s => s.Contains("accounts", StringComparison.Ordinal));

        async Task<List<string>> StatementsAsync(string email)
        {
            browser.TraceId = ActivityTraceId.CreateRandom();
            var answer = await browser.PostAsync(page, [("antiforgery", form.FormToken), .. RegisterTests.Fields("Anna", email, PagesService.Password)]);
            Assert.NotNull(answer.Location);
            return service.Statements.Of(browser.TraceId.Value);
        }
    }
}
