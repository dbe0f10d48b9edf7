using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Identity.Accounts;
using Xunit;

namespace SaasPlatform.Identity.Tests.Accounts;

public sealed class PasswordRulesTests(IdentityService service)
{
    [Theory]
    [InlineData("ninechars", "PasswordTooShort")]
    [InlineData("password1234", "PasswordIsCommon")]
    [InlineData("PASSWORD1234", "PasswordIsCommon")]
    [InlineData("Ekaterina.2024", "PasswordIsOwnData")]
    [InlineData("katya.smirnova", "PasswordIsOwnData")]
    [InlineData("tenletters", "")]
    [InlineData("четыре простых слова", "")]
    [InlineData("Ekaterina walks her dog at noon", "")]
    public async Task Password_IsJudgedByLengthAndFamiliarity(string password, string code)
    {
        var account = Account.Create("katya.smirnova@example.com", "Ekaterina", DateTimeOffset.UtcNow);

        var codes = await service.InScopeAsync(async s =>
        {
            var accounts = s.GetRequiredService<UserManager<Account>>();
            var found = new List<string>();
            foreach (var rule in accounts.PasswordValidators)
                found.AddRange((await rule.ValidateAsync(accounts, account, password)).Errors.Select(e => e.Code));
            return found;
        });

        Assert.Equal(code, string.Join(' ', codes));
    }
}
