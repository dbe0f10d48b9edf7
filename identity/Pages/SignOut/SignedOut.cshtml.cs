using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace SaasPlatform.Identity.Pages.SignOut;

[AllowAnonymous]
public sealed class SignedOutModel : PageModel;
