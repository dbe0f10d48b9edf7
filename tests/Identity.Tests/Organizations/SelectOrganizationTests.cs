using System.Net;
using SaasPlatform.Identity.Tests.Protocol;
using Xunit;

namespace SaasPlatform.Identity.Tests.Organizations;

/// <summary>The page on which a person picks a company.</summary>
public sealed class SelectOrganizationTests(IdentityService service)
{
    private CodeFlow Flow() => new(service, TestClients.Web with { Scope = TestClients.Web.Scope + " organization" });

    [Fact]
    public async Task PersonOfSeveral_PicksOne_AndFindsItFirstNextTime()
    {
        var account = await service.AccountAsync();
        service.Companies.Add(account.Id, "ООО «Альфа»");
        var beta = service.Companies.Add(account.Id, "ООО <b>Бета</b>");
        using var browser = await service.SignedInAsync(account);
        var flow = Flow();

        var asked = await browser.GetAsync(flow.Url());
        Assert.StartsWith("/select-organization?returnUrl=", asked.Location);
        var page = await browser.GetAsync(asked.Location!);
        Assert.Contains("ООО «Альфа»", WebUtility.HtmlDecode(page.Html), StringComparison.Ordinal);
        Assert.DoesNotContain("<b>Бета", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("type=\"search\"", page.Html, StringComparison.Ordinal);
        var picked = await browser.SubmitAsync(asked.Location!, ("organizationId", beta.ToString()));
        var tokens = await flow.ExchangeAsync(CodeFlow.Parameters((await browser.GetAsync(picked.Location!)).Location)["code"]);

        Assert.Equal(beta.ToString(), (await TokenReader.ReadAsync(service, tokens.AccessToken)).Payload["org_id"]!.ToString());
        var next = await browser.GetAsync((await browser.GetAsync(Flow().Url())).Location!);
        Assert.Matches("(?s)Бета.*«Альфа»", WebUtility.HtmlDecode(next.Html));
    }

    [Fact]
    public async Task Silence_GoesOnWhereThePersonWas_AndElseSaysThatSomebodyMustPick()
    {
        var account = await service.AccountAsync();
        var alpha = service.Companies.Add(account.Id, "ООО «Альфа»");
        service.Companies.Add(account.Id, "ООО «Бета»");
        using var browser = await service.SignedInAsync(account);
        var flow = Flow();

        var first = await browser.GetAsync(flow.Url(("prompt", "none")));
        Assert.Equal("interaction_required", CodeFlow.Parameters(first.Location)["error"]);
        await flow.ExchangeAsync(await flow.CodeAsync(browser, ("organization", alpha.ToString())));
        var second = await flow.ExchangeAsync(await flow.CodeAsync(browser, ("prompt", "none")));
        Assert.Equal(alpha.ToString(), (await TokenReader.ReadAsync(service, second.AccessToken)).Payload["org_id"]!.ToString());

        service.Companies.Remove(account.Id, alpha);
        service.Companies.Add(account.Id, "ООО «Гамма»");
        var gone = await browser.GetAsync(flow.Url(("prompt", "none")));
        Assert.Equal("interaction_required", CodeFlow.Parameters(gone.Location)["error"]);
    }

    [Fact]
    public async Task PersonOfMany_Searches()
    {
        var account = await service.AccountAsync();
        for (var i = 0; i < 60; i++)
            service.Companies.Add(account.Id, $"ООО «Компания {i:00}»");
        using var browser = await service.SignedInAsync(account);
        var asked = (await browser.GetAsync(Flow().Url())).Location!;

        var page = await browser.GetAsync(asked);
        var found = await browser.GetAsync(asked + "&search=" + Uri.EscapeDataString("компания 57"));
        var none = await browser.GetAsync(asked + "&search=" + Uri.EscapeDataString("<script>"));

        Assert.Contains("type=\"search\"", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("57", page.Html.Split("class=\"choices\"")[1].Split("</ul>")[0].Replace("7707083893", "", StringComparison.Ordinal).Split("<strong>")[^1], StringComparison.Ordinal);
        Assert.Contains("57", found.Html.Split("class=\"choices\"")[1], StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"choices\"", none.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", none.Html.Split("<main")[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task CompanyThatIsNotThePersons_LeadsBackToThePage()
    {
        var account = await service.AccountAsync();
        service.Companies.Add(account.Id, "ООО «Альфа»");
        service.Companies.Add(account.Id, "ООО «Бета»");
        var foreign = service.Companies.Add((await service.AccountAsync()).Id, "ООО «Чужая»");
        using var browser = await service.SignedInAsync(account);
        var asked = (await browser.GetAsync(Flow().Url())).Location!;

        var picked = await browser.SubmitAsync(asked, ("organizationId", foreign.ToString()));

        Assert.StartsWith("/select-organization?", (await browser.GetAsync(picked.Location!)).Location);
    }

    [Fact]
    public async Task PickOfOnePerson_IsNotThatOfAnother()
    {
        var account = await service.AccountAsync();
        var alpha = service.Companies.Add(account.Id, "ООО «Альфа»");
        service.Companies.Add(account.Id, "ООО «Бета»");
        using var browser = await service.SignedInAsync(account);
        var asked = (await browser.GetAsync(Flow().Url())).Location!;
        var picked = (await browser.SubmitAsync(asked, ("organizationId", alpha.ToString()))).Location!;
        var second = await service.AccountAsync();
        service.Companies.Add(second.Id, "ООО «Дельта»");
        service.Companies.Add(second.Id, "ООО «Эпсилон»");
        using var other = await service.SignedInAsync(second);

        Assert.StartsWith("/select-organization?", (await other.GetAsync(picked)).Location);
    }

    [Theory]
    [InlineData("/select-organization")]
    [InlineData("/select-organization?returnUrl=https%3A%2F%2Fevil.example")]
    public async Task Page_NeedsTheRequestOfAClient(string url)
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync(url)).Status);
    }

    [Fact]
    public async Task CompanyApiDown_SaysSoAndStays()
    {
        await using var own = await IdentityService.StartOwnAsync(("ServiceCalls:RetryMilliseconds", "1"));
        var account = await own.AccountAsync();
        own.Companies.Add(account.Id, "ООО «Альфа»");
        own.Companies.Add(account.Id, "ООО «Бета»");
        using var browser = await own.SignedInAsync(account);
        var asked = (await browser.GetAsync(new CodeFlow(own, TestClients.Web with { Scope = TestClients.Web.Scope + " organization" }).Url())).Location!;

        own.Companies.State = CompanyApiState.Fails;
        var page = await own.WhileTimePassesAsync(browser.GetAsync(asked));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        Assert.Contains("role=\"alert\"", page.Html, StringComparison.Ordinal);
    }
}
