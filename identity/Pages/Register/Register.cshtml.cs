using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Data;
using SaasPlatform.Identity.Pages.Privacy;
using SaasPlatform.Identity.Pages.SignIn;

namespace SaasPlatform.Identity.Pages.Register;

[AllowAnonymous]
[EnableRateLimiting(RegisterLimit)]
public sealed class RegisterModel(
    UserManager<Account> accounts, SignInManager<Account> signIn, IdentityDb db, ConsentText consent,
    IOptions<IdentityOptions> options, TimeProvider clock, IStringLocalizer<RegisterModel> texts) : InteractionModel
{
    /// <summary>The rate limit of registrations, counted by address.</summary>
    public const string RegisterLimit = "register";

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>The value of a ticked box; a box of its own, empty until a person ticks it (152-FZ, article 9).</summary>
    [BindProperty]
    public string? PersonalData { get; set; }

    public int PasswordLength => options.Value.Password.RequiredLength;

    public bool Agreed => PersonalData == "yes";

    public void OnGet() => Email = LocalUrl.LoginHint(ReturnUrl);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var name = (Name ?? string.Empty).Trim();
        var email = EmailAddress.Parse(Email);
        Check(nameof(Name), name.Length > 0, "NameMissing");
        Check(nameof(Name), name.Length <= Account.NameLength && !name.Any(char.IsControl), "NameUnusable");
        Check(nameof(Email), !string.IsNullOrWhiteSpace(Email), "EmailMissing");
        Check(nameof(Email), email is not null, "EmailUnusable");
        Check(nameof(Password), !string.IsNullOrEmpty(Password), "PasswordMissing");
        Check(nameof(Password), Password is not { Length: > PasswordCheck.MaxLength }, "PasswordTooLong");
        Check(nameof(PersonalData), Agreed, "PersonalDataMissing");
        var account = Account.Create(email ?? string.Empty, name, clock.GetUtcNow());
        if (ModelState.GetFieldValidationState(nameof(Password)) != ModelValidationState.Invalid)
            await CheckPasswordAsync(account);
        if (!ModelState.IsValid || !await CreateAsync(account, cancel))
            return Refuse();

        await signIn.SignInAsync(account, isPersistent: false, authenticationMethod: "pwd");
        return Return();
    }

    /// <summary>Asked before the account is made too, so that a person learns of everything at once.</summary>
    private async Task CheckPasswordAsync(Account account)
    {
        foreach (var validator in accounts.PasswordValidators)
            foreach (var error in (await validator.ValidateAsync(accounts, account, Password)).Errors)
                Explain(error);
    }

    /// <summary>The store saves everything that is tracked: account and consent are written in one transaction.</summary>
    private async Task<bool> CreateAsync(Account account, CancellationToken cancel)
    {
        db.Add(consent.GivenBy(account, HttpContext));
        try
        {
            var result = await accounts.CreateAsync(account, Password!);
            foreach (var error in result.Errors)
                Explain(error);
            return result.Succeeded;
        }
        catch (DbUpdateException) when (!cancel.IsCancellationRequested)
        {
            db.ChangeTracker.Clear();
            if (await accounts.FindByEmailAsync(account.Email!) is null)
                throw;
            Check(nameof(Email), false, "EmailTaken");
            return false;
        }
    }

    private void Explain(IdentityError error)
    {
        if (error.Code is nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName))
        {
            Check(nameof(Email), false, "EmailTaken");
            return;
        }

        var words = texts[error.Code, PasswordLength];
        var field = error.Code.StartsWith("Password", StringComparison.Ordinal) ? nameof(Password) : nameof(Email);
        Refuse(field, words.ResourceNotFound ? error.Description : words.Value);
    }

    private void Check(string field, bool holds, string message)
    {
        if (!holds)
            Refuse(field, texts[message]);
    }

    /// <summary>One message a field, the first that applies.</summary>
    private void Refuse(string field, string message)
    {
        if (ModelState.GetFieldValidationState(field) != ModelValidationState.Invalid)
            ModelState.AddModelError(field, message);
    }
}
