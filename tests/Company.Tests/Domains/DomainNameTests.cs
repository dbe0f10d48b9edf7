using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Domains;

public sealed class DomainNameTests(CompanyService service)
{
    [Theory]
    [InlineData("почта.рф", "xn--80a1acny.xn--p1ai", "почта.рф")]
    [InlineData("Bücher.Example", "xn--bcher-kva.example", "bücher.example")]
    [InlineData("例え。jp", "xn--r8jz45g.jp", "例え.jp")]
    [InlineData("XN--80A1ACNY.XN--P1AI", "xn--80a1acny.xn--p1ai", "почта.рф")]
    [InlineData("Mail.Example.COM.", "mail.example.com", "mail.example.com")]
    public async Task Name_IsKeptInOneForm(string written, string name, string readable)
    {
        var domain = await service.Api.DomainAsync(await service.CompanyAsync(), written);

        Assert.Equal((name, readable), (domain.Name, domain.Body.Text("readableName")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("com")]
    [InlineData("рф")]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    [InlineData("2001:db8::1")]
    [InlineData("anna@example.com")]
    [InlineData("https://example.com")]
    [InlineData("example.com/path")]
    [InlineData("example..com")]
    [InlineData(".example.com")]
    [InlineData("-a.example.com")]
    [InlineData("under_score.example.com")]
    [InlineData("exa mple.com")]
    [InlineData("a\u0000.example.com")]
    [InlineData("*.example.com")]
    [InlineData("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklm.com")]
    public async Task Name_ThatIsNoMailDomainIsRefused(string name)
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);

        using var response = await owner.PostJsonAsync($"{company.Path}/domains", new { name });

        Assert.Equal(("400 application/problem+json validation_failed", "name"), (await response.ProblemAsync(), await response.WrongFieldsAsync()));
    }

    [Theory]
    [InlineData("gmail.com", "free_mail_domain")]
    [InlineData("Mail.RU", "free_mail_domain")]
    [InlineData("yandex.ru.", "free_mail_domain")]
    [InlineData("co.uk", "public_suffix")]
    [InlineData("орг.рф", "public_suffix")]
    [InlineData("github.io", "public_suffix")]
    public async Task Name_ThatIsEverybodysIsRefused(string name, string code)
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);

        using var response = await owner.PostJsonAsync($"{company.Path}/domains", new { name });

        Assert.Equal($"422 application/problem+json {code}", await response.ProblemAsync());
    }

    [Theory]
    [InlineData("""{}""", "name")]
    [InlineData("""{"name":"example.com","status":"verified"}""", "status")]
    public async Task AddDomain_WrongFieldsAreNamed(string body, string fields)
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);

        using var response = await owner.PostJsonAsync($"{company.Path}/domains", body);

        Assert.Equal(("400 application/problem+json validation_failed", fields), (await response.ProblemAsync(), await response.WrongFieldsAsync()));
    }
}
