using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SaasPlatform.Shared.Mail;

namespace SaasPlatform.Identity.Pages.Mailbox;

/// <summary>The page that shows mails instead of sending them. It exists in development only, where they go to a folder.</summary>
public sealed class DevelopmentMailbox
{
    internal DevelopmentMailbox(IHostEnvironment environment, MailFolder folder) => Exists = environment.IsDevelopment() && folder.IsInUse;

    public bool Exists { get; }

    /// <summary>Takes the page's address away outside development: what has no address cannot be reached.</summary>
    public static void RemoveOutside(IHostEnvironment environment, RazorPagesOptions pages)
    {
        if (!environment.IsDevelopment())
            pages.Conventions.AddPageRouteModelConvention("/Mailbox/Mailbox", (PageRouteModel page) => page.Selectors.Clear());
    }
}
