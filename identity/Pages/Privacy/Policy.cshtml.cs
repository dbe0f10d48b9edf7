using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace SaasPlatform.Identity.Pages.Privacy;

[AllowAnonymous]
public sealed class PolicyModel(ConsentText document) : PageModel
{
    public ConsentText Document => document;
}
