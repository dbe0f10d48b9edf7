using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Identity.Accounts;
using Xunit;

namespace SaasPlatform.Identity.Tests.Accounts;

public sealed class EmailLookupTests(IdentityService service)
{
    [Fact]
    public async Task Account_IsOneForAllWritingsOfAnAddress()
    {
        var name = Guid.NewGuid().ToString("N");
        var account = await service.AccountAsync(a => a.Email = a.UserName = $"{name}@xn--e1afmkfd.xn--p1ai");

        var (found, again) = await service.InScopeAsync(async s =>
        {
            var accounts = s.GetRequiredService<UserManager<Account>>();
            var second = await accounts.CreateAsync(Account.Create($"{name.ToUpperInvariant()}@Пример.рф", "Anna", service.Clock.GetUtcNow()), IdentityService.Password);
            return (await accounts.FindByEmailAsync($" {name}@пример。рф"), second.Succeeded);
        });

        Assert.Equal((account.Id, false), (found?.Id, again));
        Assert.Equal(1, await service.InDatabaseAsync(db => db.Users.CountAsync(a => a.Email!.Contains(name))));
    }
}
