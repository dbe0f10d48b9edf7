using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Identity.Accounts;
using Xunit;

namespace SaasPlatform.Identity.Tests.Accounts;

public sealed class LockoutTests(IdentityService service)
{
    [Fact]
    public async Task Account_LocksForFifteenMinutesAfterFiveWrongPasswords()
    {
        var created = await service.AccountAsync();

        var (before, after, end) = await service.InScopeAsync(async s =>
        {
            var accounts = s.GetRequiredService<UserManager<Account>>();
            var account = (await accounts.FindByIdAsync(created.Id.ToString()))!;
            for (var attempt = 0; attempt < 4; attempt++)
                await accounts.AccessFailedAsync(account);
            var fourth = await accounts.IsLockedOutAsync(account);
            await accounts.AccessFailedAsync(account);
            return (fourth, await accounts.IsLockedOutAsync(account), account.LockoutEnd!.Value);
        });

        Assert.Equal((false, true), (before, after));
        Assert.Equal(15, (end - DateTimeOffset.UtcNow).TotalMinutes, tolerance: 1);
    }
}
