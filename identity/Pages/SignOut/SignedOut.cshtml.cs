using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SaasPlatform.Identity.Logout;

namespace SaasPlatform.Identity.Pages.SignOut;

/// <summary>Says that the session has ended, and lets clients hear of it in frames before the person goes on.</summary>
[AllowAnonymous]
public sealed class SignedOutModel : PageModel
{
    /// <summary>What <see cref="FrontChannelLogout"/> wrote.</summary>
    [BindProperty(SupportsGet = true, Name = "ended")]
    public string? Ended { get; set; }

    public IReadOnlyList<string> Frames { get; private set; } = [];

    public string? Next { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var logout = HttpContext.RequestServices.GetRequiredService<FrontChannelLogout>();
        if (await logout.ReadAsync(Ended, cancel) is not { } here)
            return;

        (Frames, Next) = (here.Frames, here.Next);
        HttpContext.Features.Set(new FrameSources([.. Frames.Select(RequestingClients.Source).OfType<string>().Distinct()]));
    }
}
