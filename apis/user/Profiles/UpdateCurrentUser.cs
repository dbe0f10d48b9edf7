using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;
using SaasPlatform.UserApi.Data;

namespace SaasPlatform.UserApi.Profiles;

internal static class UpdateCurrentUser
{
    public static async Task<Results<Versioned<UserResponse>, ProblemHttpResult>> HandleAsync(
        IfMatch ifMatch, MergePatch<UpdateCurrentUserRequest> patch, UserDb db, ProfileCopy copy, IdentityAccounts accounts,
        CurrentUser user, TimeProvider clock, CancellationToken cancellationToken)
    {
        var profile = await copy.GetAsync(user.Id, cancellationToken);
        if (profile is null)
            return Problems.NotFound("account");
        if (!ifMatch.Matches(profile.Version))
            return Problems.PreconditionFailed();

        var current = UpdateCurrentUserRequest.Of(profile);
        if (!patch.TryApply(current, out var changed, out var errors))
            return Problems.ValidationFailed(errors);

        // The claims first, because they can be refused; the job title is ours and cannot.
        var claims = changed.ClaimsChangedFrom(current);
        IdentityAccount? made = null;
        if (claims.Count > 0)
        {
            switch (await ChangeAccountAsync())
            {
                case AccountChange.OutOfDate:
                    await copy.ForgetFreshnessAsync(profile.AccountId, cancellationToken);
                    return Problems.PreconditionFailed();
                case AccountChange.Invalid invalid:
                    return Problems.ValidationFailed(invalid.Errors);
                case AccountChange.Made { Account: var account }:
                    made = account;
                    profile.Copy(account);
                    break;
            }
        }

        profile.JobTitle = changed.JobTitle?.Trim();
        try
        {
            await SaveAsync();
        }
        catch (DbUpdateConcurrencyException) when (claims.Count > 0)
        {
            // Identity has accepted the claims, so the change is made. Whoever stored something here meanwhile changed another
            // field: both stay.
            await db.Entry(profile).ReloadAsync(cancellationToken);
            if (made is not null && made.Version > profile.AccountVersion)
                profile.Copy(made);
            if (patch.Has("jobTitle"))
                profile.JobTitle = changed.JobTitle?.Trim();
            await SaveAsync();
        }

        return new Versioned<UserResponse>(UserResponse.From(profile), profile.Version);

        async Task<AccountChange> ChangeAccountAsync()
        {
            try
            {
                return await accounts.ChangeAsync(profile.AccountId, profile.AccountVersion, claims, cancellationToken);
            }
            catch (UnavailableException)
            {
                // The change may have been made and only its answer lost: the next read finds out.
                await copy.ForgetFreshnessAsync(profile.AccountId, cancellationToken);
                throw;
            }
        }

        async Task SaveAsync()
        {
            if (db.Entry(profile).State != EntityState.Modified)
                return;

            profile.UpdatedAt = clock.GetUtcNow();
            if (made is not null)
                profile.RefreshedAt = profile.UpdatedAt;
            await db.SaveChangesAsync(cancellationToken);
        }
    }
}
