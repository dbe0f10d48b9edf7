using System.Globalization;
using System.Text.Json.Nodes;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Registry;

/// <summary>When a company counts as verified, and when no longer.</summary>
public sealed class CompanyVerificationTests
{
    [Fact]
    public async Task CompanyOfAForm_IsMatchedByTheLookupThatTheFormMade()
    {
        await using var scene = await CheckScene.StartAsync();
        var inn = scene.Service.SomeCompany();
        var found = await scene.Service.FoundAsync(inn);

        var company = await scene.CompanyAsync(inn, found.Text("fullName")!, found.Text("kpp"), found.Text("ogrn"));

        Assert.Equal("active matched", await scene.StateAsync(company));
        var stored = await scene.StoredAsync(company);
        Assert.Equal((1, found.Text("checkedAt")), (stored.Version, stored.RegistryCheckedAt!.Value.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture)));
        Assert.Equal((0, 1), (await scene.RecheckAsync(), scene.Registry.Calls));
        Assert.Empty(await scene.EventsAsync());
    }

    [Fact]
    public async Task Creating_DoesNotAskTheRegister_AndWorksWhileItIsGone()
    {
        await using var scene = await CheckScene.StartAsync();
        await scene.Registry.StopAsync();

        var company = await scene.CompanyAsync(TestNumbers.LegalEntityInn());

        Assert.Equal("? unverified", await scene.StateAsync(company));
        Assert.Equal(0, scene.Registry.Calls);
    }

    [Theory]
    [InlineData("ООО «Пример»", null, null, "matched")]
    [InlineData("ооо пример", "770101001", "1027700132195", "matched")]
    [InlineData("Общество с ограниченной ответственностью „Пример“", null, "1027700132195", "matched")]
    [InlineData("ООО «Пример-2»", null, null, "unverified")]
    [InlineData("Пример", null, null, "unverified")]
    [InlineData("«»", null, null, "unverified")]
    [InlineData("ООО «Пример»", "540602001", null, "unverified")]
    [InlineData("ООО «Пример»", null, "1027700070518", "unverified")]
    public async Task Match_NeedsTheNumbersAndTheName(string name, string? kpp, string? ogrn, string verification)
    {
        await using var scene = await CheckScene.StartAsync();
        var company = await scene.CompanyAsync(scene.Service.SomeCompany(), name, kpp, ogrn);

        await scene.RecheckAsync();

        Assert.Equal($"active {verification}", await scene.StateAsync(company));
    }

    [Theory]
    [InlineData("LIQUIDATING", "liquidating unverified")]
    [InlineData("REORGANIZING", "reorganizing unverified")]
    [InlineData("ASCENDED", "? unverified")]
    public async Task Match_NeedsACompanyInForce(string status, string state)
    {
        await using var scene = await CheckScene.StartAsync();
        var inn = TestNumbers.LegalEntityInn();
        scene.Becomes(inn, status);
        var company = await scene.CompanyAsync(inn);

        await scene.RecheckAsync();

        Assert.Equal(state, await scene.StateAsync(company));
        Assert.NotNull((await scene.GetAsync(company))["registryCheckedAt"]);
    }

    [Fact]
    public async Task SoleProprietor_IsMatchedByNameWithoutRegardToYo()
    {
        await using var scene = await CheckScene.StartAsync();
        var inn = TestNumbers.PersonInn();
        scene.Registry.Add(inn, d => d["name"] = new JsonObject { ["full_with_opf"] = "Индивидуальный предприниматель Королёв Пётр", ["short_with_opf"] = "ИП Королёв Пётр" });
        var company = await scene.CompanyAsync(inn, "ИП КОРОЛЕВ Петр");

        await scene.RecheckAsync();

        Assert.Equal("active matched", await scene.StateAsync(company));
    }

    [Fact]
    public async Task RenamedCompany_IsUnverified_UntilItHasItsNameAgain()
    {
        await using var scene = await CheckScene.StartAsync();
        var company = await scene.CheckedAsync(scene.Service.SomeCompany());

        var quotes = await scene.PatchAsync(company, new { fullName = "ООО \"ПРИМЕР\"", shortName = "Как угодно" });
        var renamed = await scene.PatchAsync(company, new { fullName = "Центральный банк" });
        var back = await scene.PatchAsync(company, new { fullName = CheckScene.Name });
        var renumbered = await scene.PatchAsync(company, new { ogrn = "1027700070518" });
        scene.Service.Clock.Advance(TimeSpan.FromDays(2));
        var later = await scene.PatchAsync(company, new { ogrn = "1027700132195" });

        Assert.Equal(
            ["matched", "unverified", "matched", "unverified", "unverified"],
            new[] { quotes, renamed, back, renumbered, later }.Select(c => c.Text("verification")));
        Assert.Equal((1, "active matched"), (await scene.RecheckAsync(), await scene.StateAsync(company)));
    }

    [Theory]
    [InlineData("document", "Выписка № 7")]
    [InlineData("payment", "Invoice 12")]
    public async Task ConfirmedCompany_StaysSoWhateverTheRegisterSays_UntilItIsAnother(string method, string reference)
    {
        await using var scene = await CheckScene.StartAsync();
        var inn = scene.Service.SomeCompany();
        var company = await scene.CheckedAsync(inn);

        var (exitCode, output) = await ConfirmAsync(scene, company.Id, "--by", method, "--reference", reference);
        var confirmed = await scene.StateAsync(company);
        scene.Becomes(inn, "BANKRUPT");
        await scene.RecheckAsync();
        var bankrupt = await scene.StateAsync(company);
        await scene.PatchAsync(company, new { kpp = "540602001" });

        Assert.Equal((0, $"{CheckScene.Name} is confirmed."), (exitCode, output));
        Assert.Equal(
            ($"active confirmed by {method}", $"bankrupt confirmed by {method}", "bankrupt unverified"), (confirmed, bankrupt, await scene.StateAsync(company)));
        Assert.Equal(
            $"company.confirmed company by command; verification: matched > confirmed; confirmedBy:  > {method}; reference:  > {reference};",
            (await scene.SystemEntriesAsync(company))[1]);
    }

    [Theory]
    [InlineData(CheckScene.Name, "active matched")]
    [InlineData("Центральный банк", "active unverified")]
    public async Task ConfirmationTakenBack_LeavesWhatTheRegisterSays(string name, string state)
    {
        await using var scene = await CheckScene.StartAsync();
        var company = await scene.CheckedAsync(scene.Service.SomeCompany());
        await scene.PatchAsync(company, new { fullName = name });
        await ConfirmAsync(scene, company.Id, "--by", "document", "--reference", "7");

        var withdrawn = await ConfirmAsync(scene, company.Id, "--withdraw", "--reference", "Forged");
        var again = await ConfirmAsync(scene, company.Id, "--withdraw", "--reference", "Forged");

        Assert.Equal(((0, $"{name} is no longer confirmed."), (1, $"{name} is not confirmed.")), (withdrawn, again));
        Assert.Equal(state, await scene.StateAsync(company));
        Assert.Equal(
            $"company.unconfirmed company by command; verification: confirmed > {state.Split(' ')[1]}; confirmedBy: document > ; reference:  > Forged;",
            (await scene.SystemEntriesAsync(company))[^1]);
    }

    [Theory]
    [InlineData("--withdraw")]
    [InlineData("--withdraw", "--reference", "")]
    [InlineData("--withdraw", "document", "--reference", "7")]
    [InlineData("--by", "document")]
    [InlineData("--by", "word", "--reference", "7")]
    [InlineData("--by", "document", "--reference", " ")]
    [InlineData("--by", "document", "--reference", "7\n8")]
    [InlineData("--reference", "7", "--by", "document")]
    public async Task Confirming_NeedsAMethodAndAReference(params string[] arguments)
    {
        await using var scene = await CheckScene.StartAsync();
        var company = await scene.CompanyAsync(TestNumbers.LegalEntityInn());

        var (exitCode, output) = await ConfirmAsync(scene, company.Id, arguments);

        Assert.Equal((2, true), (exitCode, output.StartsWith("Usage: companies confirm", StringComparison.Ordinal)));
        Assert.Equal("? unverified", await scene.StateAsync(company));
    }

    [Fact]
    public async Task Confirming_ACompanyThatIsNotInUseIsRefused()
    {
        await using var scene = await CheckScene.StartAsync();
        var company = await scene.CompanyAsync(TestNumbers.LegalEntityInn());
        using var owner = scene.Service.Api.SignedInAs(company.Owner, CompanyService.ReadAndWrite);
        (await owner.PostEmptyAsync($"{company.Path}/archive", "\"1\"")).Dispose();
        string[] rest = ["--by", "document", "--reference", "7"];

        Assert.Equal((1, "There is no such company in use."), await ConfirmAsync(scene, company.Id, rest));
        Assert.Equal((1, "There is no such company in use."), await ConfirmAsync(scene, Guid.CreateVersion7().ToString(), rest));
        Assert.Equal(2, (await ConfirmAsync(scene, "company", rest)).ExitCode);
    }

    [Theory]
    [InlineData("ru", "LIQUIDATING", "ООО «Пример»: новое состояние в госреестре", "ликвидируется")]
    [InlineData(null, "LIQUIDATED", "ООО «Пример»: новое состояние в госреестре", "ликвидирована, с 15 ноября 2023")]
    [InlineData("en-GB", "BANKRUPT", "ООО «Пример»: the state register has a new status", "it is bankrupt")]
    [InlineData("EN", "REORGANIZING", "ООО «Пример»: the state register has a new status", "it is being reorganised")]
    public async Task Mail_TellsEveryOwnerInTheirLanguage(string? locale, string status, string subject, string words)
    {
        await using var scene = await CheckScene.StartAsync();
        var inn = scene.Service.SomeCompany();
        var company = await scene.CheckedAsync(inn, locale);
        var second = await scene.MemberAsync(company, MemberRole.Owner);
        await scene.MemberAsync(company, MemberRole.Member);
        scene.Becomes(inn, status, 1700006400000);

        await scene.RecheckAsync();

        var mails = await scene.MailsAsync();
        Assert.Equal(new[] { $"{company.Owner}@example.com", $"{second}@example.com" }.Order(), mails.Select(m => m.To.Mailboxes.Single().Address).Order());
        var mail = mails.Single(m => m.To.Mailboxes.Single().Address.StartsWith(company.Owner.ToString(), StringComparison.Ordinal));
        Assert.Equal(subject, mail.Subject);
        Assert.Contains(words, mail.TextBody, StringComparison.Ordinal);
        Assert.Contains(inn, mail.TextBody, StringComparison.Ordinal);
        Assert.Contains($"http://localhost:3000/companies/{company.Id}", mail.TextBody, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output)> ConfirmAsync(CheckScene scene, string companyId, params string[] arguments)
    {
        var (exitCode, output) = await CompanyService.CommandAsync(scene.Service.Api, "companies", "confirm", [companyId, .. arguments]);
        return (exitCode, output.Trim());
    }
}
