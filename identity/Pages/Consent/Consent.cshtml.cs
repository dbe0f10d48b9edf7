using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using OpenIddict.Abstractions;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Clients;
using SaasPlatform.Identity.Protocol;
using SaasPlatform.Identity.Sessions;

namespace SaasPlatform.Identity.Pages.Consent;

/// <summary>Asks whether a client may have what it wants. Only a yes is stored; a no goes back with this one request.</summary>
public sealed class ConsentModel(
    RegisteredClients applications, Consents consents, ScopeWords words, UserManager<Account> accounts, Interactions interactions) : InteractionModel
{
    public Account Account { get; private set; } = null!;

    public IReadOnlyList<ScopeDescription> Scopes { get; private set; } = [];

    /// <summary>What the person allowed this client before.</summary>
    private IReadOnlySet<string> Allowed { get; set; } = new HashSet<string>();

    /// <summary>Whether the client has something already and asks for more.</summary>
    public bool IsMore => Allowed.Count > 0 && Scopes.Any(IsNew);

    public bool IsNew(ScopeDescription scope) => Allowed.Count > 0 && !Allowed.Contains(scope.Name);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel) ? Page() : BadRequest();

    public async Task<IActionResult> OnPostAcceptAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel))
            return BadRequest();

        var application = (await applications.FindByClientIdAsync(Client!.Id, cancel))!;
        await consents.GiveAsync(Account.Id, application, [.. Scopes.Select(s => s.Name)], cancel);
        return LocalRedirect(interactions.Answer(ReturnUrl!, p => p with { Consented = Account.Id }));
    }

    public async Task<IActionResult> OnPostRefuseAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel))
            return BadRequest();
        return LocalRedirect(interactions.Answer(ReturnUrl!, p => p with { Refused = Account.Id }));
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (Client is null || !await MayAskAsync(Client, cancel) || await accounts.GetUserAsync(User) is not { } account)
            return false;
        Account = account;
        Scopes = await words.DescribeAsync(Client.Scopes, cancel);
        Allowed = await consents.ScopesAsync(account.Id, (await applications.FindByClientIdAsync(Client.Id, cancel))!, cancel);
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
