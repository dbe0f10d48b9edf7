using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Branding;
using SaasPlatform.Identity.Clients;
using SaasPlatform.Identity.Pages.Consent;
using SaasPlatform.Identity.Sessions;

namespace SaasPlatform.Identity.Pages.Applications;

/// <summary>A client as the person knows it who let it in.</summary>
public sealed record AllowedApplication(string Id, string Name, ClientBranding Branding, IReadOnlyList<ScopeDescription> Scopes, DateTimeOffset Since);

/// <summary>
/// The applications of others that a person let in, and the way to put them out. Those of the product itself are not here: nobody
/// was asked for them, and signing out ends what they have.
/// </summary>
public sealed class ApplicationsModel(
    UserManager<Account> accounts, RegisteredClients clients, Consents consents, Grants grants, ScopeWords words) : PageModel
{
    /// <summary>What the person just did: <c>access</c> was revoked.</summary>
    [BindProperty(SupportsGet = true, Name = "changed")]
    public string? Changed { get; set; }

    public IReadOnlyList<AllowedApplication> Applications { get; private set; } = [];

    /// <summary>How this person reads times.</summary>
    public PersonalTime Times { get; private set; } = new(null);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var account = (await accounts.GetUserAsync(User))!;
        Times = new PersonalTime(account.ZoneInfo);
        var shown = new List<AllowedApplication>();
        foreach (var (client, scopes, since) in await consents.ListAsync(account.Id, cancel))
        {
            var name = await clients.GetLocalizedDisplayNameAsync(client, CultureInfo.CurrentUICulture, cancel);
            shown.Add(new(
                client.ClientId!, string.IsNullOrEmpty(name) ? client.ClientId! : name, ClientBranding.Of(client),
                await words.DescribeAsync(scopes, cancel), since));
        }

        Applications = shown;
    }

    /// <summary>Puts a client out; one that this person never let in is none here.</summary>
    public async Task<IActionResult> OnPostRevokeAsync(string? id, CancellationToken cancel)
    {
        var account = (await accounts.GetUserAsync(User))!;
        if ((await consents.ListAsync(account.Id, cancel)).FirstOrDefault(a => a.Client.ClientId == id) is not { } allowed)
            return RedirectToPage();

        await grants.EndAccessAsync(account.Id, allowed.Client.Id, cancel);
        return RedirectToPage(new { changed = "access" });
    }
}
