using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Organizations;
using SaasPlatform.Identity.Protocol;
using SaasPlatform.Shared.Http;

namespace SaasPlatform.Identity.Pages.SelectOrganization;

/// <summary>Asks a person who belongs to several companies which one to go on with.</summary>
public sealed class SelectOrganizationModel(
    UserManager<Account> accounts, Memberships memberships, OrganizationChoice choice, Interactions interactions) : InteractionModel
{
    private const int LongestSearch = 100;

    /// <summary>Above this many there is a field to search in.</summary>
    private const int Few = 8;

    /// <summary>A part of a name, or the beginning of an INN.</summary>
    [BindProperty(SupportsGet = true, Name = "search")]
    public string? Search { get; set; }

    public Account Account { get; private set; } = null!;

    public OrganizationList Organizations { get; private set; } = new([], HasMore: false);

    /// <summary>The one of the latest sign-in, which stands first.</summary>
    public Guid? Last { get; private set; }

    public bool HasSearch => Search is not null || Organizations.HasMore || Organizations.Items.Count > Few;

    /// <summary>Whether the company API could not be asked.</summary>
    public bool IsUnavailable { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (Client is null)
            return BadRequest();
        if (await accounts.GetUserAsync(User) is not { } account)
            return Challenge();

        await LoadAsync(account, cancel);
        return Page();
    }

    /// <summary>Goes on with a company; whether the person belongs to it is asked where the tokens are made.</summary>
    public async Task<IActionResult> OnPostAsync(Guid? organizationId, CancellationToken cancel)
    {
        if (Client is null)
            return BadRequest();
        if (await accounts.GetUserAsync(User) is not { } account)
            return Challenge();
        if (organizationId is { } id)
            return LocalRedirect(interactions.Answer(ReturnUrl!, p => p with { Organization = new(id, account.Id) }));

        await LoadAsync(account, cancel);
        return Refuse();
    }

    private async Task LoadAsync(Account account, CancellationToken cancel)
    {
        Account = account;
        Search = Search?.Trim() is { Length: > 0 } text ? text[..Math.Min(text.Length, LongestSearch)] : null;
        Last = await choice.LastAsync(account.Id, cancel);
        try
        {
            Organizations = await memberships.ListAsync(account.Id, Search, cancel);
        }
        catch (UnavailableException)
        {
            IsUnavailable = true;
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        if (Last is { } last && Organizations.Items.FirstOrDefault(o => o.Id == last) is { } first)
            Organizations = Organizations with { Items = [first, .. Organizations.Items.Where(o => o != first)] };
        else if (Last is { } other && Search is null && await FindAsync(account.Id, other, cancel) is { } found)
            Organizations = Organizations with { Items = [found, .. Organizations.Items] };
    }

    private async Task<ListedOrganization?> FindAsync(Guid accountId, Guid organizationId, CancellationToken cancel) =>
        await memberships.FindAsync(accountId, organizationId, cancel) is { } found ? new(found.Id, found.Name, Inn: null) : null;
}
