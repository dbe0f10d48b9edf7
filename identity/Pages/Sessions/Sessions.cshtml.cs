using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Sessions;

namespace SaasPlatform.Identity.Pages.Sessions;

/// <summary>Where a person is signed in, and the way to end it there.</summary>
public sealed class SessionsModel(UserManager<Account> accounts, BrowserSessions sessions, Grants grants) : PageModel
{
    public IReadOnlyList<Session> Sessions { get; private set; } = [];

    /// <summary>The session of this browser.</summary>
    public string? Current { get; private set; }

    /// <summary>How this person reads times.</summary>
    public PersonalTime Times { get; private set; } = new(null);

    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    /// <summary>Ends one; of somebody else's there is none here.</summary>
    public async Task<IActionResult> OnPostEndAsync(string? id, CancellationToken cancel)
    {
        await LoadAsync(cancel);
        if (Sessions.Any(s => s.Id == id && id != Current))
            await grants.EndSessionAsync(id!, cancel);
        return RedirectToPage();
    }

    /// <summary>Ends all but this one.</summary>
    public async Task<IActionResult> OnPostEndOthersAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        foreach (var other in Sessions.Where(s => s.Id != Current))
            await grants.EndSessionAsync(other.Id, cancel);
        return RedirectToPage();
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        var account = (await accounts.GetUserAsync(User))!;
        Current = SessionCookie.SessionId((await HttpContext.AuthenticateAsync(SessionCookie.Scheme)).Properties!);
        Sessions = await sessions.ListAsync(account.Id, cancel);
        Times = new PersonalTime(account.ZoneInfo);
    }
}
