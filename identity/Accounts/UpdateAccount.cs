using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using SaasPlatform.Shared.Http;

namespace SaasPlatform.Identity.Accounts;

internal static class UpdateAccount
{
    public static async Task<Results<Versioned<AccountResponse>, ProblemHttpResult>> HandleAsync(
        Guid accountId, MergePatch<AccountPatch> patch, IfMatch ifMatch, UserManager<Account> accounts, TimeProvider clock)
    {
        if (await accounts.FindByIdAsync(accountId.ToString()) is not { } account)
            return Problems.NotFound("account");
        if (!ifMatch.Matches(account.Version))
            return Problems.PreconditionFailed();

        var current = AccountPatch.Of(account);
        if (!patch.TryApply(current, out var changed, out var errors))
            return Problems.ValidationFailed(errors);

        if (changed != current)
        {
            changed.ApplyTo(account);
            account.ClaimsChanged(clock.GetUtcNow());
            var result = await accounts.UpdateAsync(account);
            if (result.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.ConcurrencyFailure)))
                return Problems.PreconditionFailed();
            if (!result.Succeeded)
                throw new InvalidOperationException(string.Join(' ', result.Errors.Select(e => e.Code)));
        }

        return new Versioned<AccountResponse>(AccountResponse.Of(account), account.Version);
    }
}
