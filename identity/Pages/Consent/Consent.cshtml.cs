using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using OpenIddict.Abstractions;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Protocol;

namespace SaasPlatform.Identity.Pages.Consent;

/// <summary>Asks whether a client may have what it wants. Only a yes is stored; a no goes back with this one request.</summary>
public sealed class ConsentModel(
    IOpenIddictApplicationManager applications, IOpenIddictAuthorizationManager authorizations,
    ScopeWords words, UserManager<Account> accounts, ConsentAnswer answers) : InteractionModel
{
    public Account Account { get; private set; } = null!;

    public IReadOnlyList<ScopeDescription> Scopes { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel) ? Page() : BadRequest();

    public async Task<IActionResult> OnPostAcceptAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel))
            return BadRequest();

        var application = await applications.FindByClientIdAsync(Client!.Id, cancel);
        await authorizations.CreateAsync(
            new ClaimsIdentity(),
            Account.Id.ToString(),
            (await applications.GetIdAsync(application!, cancel))!,
            OpenIddictConstants.AuthorizationTypes.Permanent,
            Scopes.Select(s => s.Name).ToImmutableArray(),
            cancel);
        return Return();
    }

    public async Task<IActionResult> OnPostRefuseAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel))
            return BadRequest();
        var refusal = answers.Refused(Account.Id, Client!.Id, ReturnUrl!);
        return LocalRedirect(QueryHelpers.AddQueryString(ReturnUrl!, ConsentAnswer.Parameter, refusal));
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (Client is null || !await MayAskAsync(Client, cancel) || await accounts.GetUserAsync(User) is not { } account)
            return false;
        Account = account;
        Scopes = await words.DescribeAsync(Client.Scopes, cancel);
        return true;
    }

    /// <summary>
    /// Whether the authorization endpoint could have sent the person here with this request. Anybody can write a link to this
    /// page, and a yes to it is stored.
    /// </summary>
    private async Task<bool> MayAskAsync(RequestingClient client, CancellationToken cancel)
    {
        if (LocalUrl.Path(ReturnUrl!) != "/" + IdentityServer.AuthorizePath || client.FormTargets.Count == 0)
            return false;

        var application = (await applications.FindByClientIdAsync(client.Id, cancel))!;
        foreach (var scope in client.Scopes)
        {
            // These two need no permission.
            if (scope is not (OpenIddictConstants.Scopes.OpenId or OpenIddictConstants.Scopes.OfflineAccess)
                && !await applications.HasPermissionAsync(application, OpenIddictConstants.Permissions.Prefixes.Scope + scope, cancel))
                return false;
        }

        return true;
    }
}
