using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SaasPlatform.Identity.Data;
using SaasPlatform.Shared.Events;
using SaasPlatform.Shared.Hosting;
using SaasPlatform.Shared.Mail;

namespace SaasPlatform.Identity.Accounts;

/// <summary>What a queued mail is about: no address, no link, nothing that opens anything.</summary>
/// <param name="Id">The row it is about; which one, the type of the message says.</param>
/// <param name="Culture">The language that the person used.</param>
public sealed record AccountMailRequest(Guid Id, string Culture);

/// <summary>
/// Decides, when a mail is about to be sent, what it says and to whom. The pages never look whether an account exists: they queue
/// the same thing in any case.
/// </summary>
internal sealed class AccountMails(IdentityDb db, LinkTokens links, AccountMailTexts texts, IOptions<Addresses> addresses, TimeProvider clock) : IMailComposer
{
    public const string Registration = "mail.registration";
    public const string ResetPassword = "mail.password-reset";
    public const string PasswordChanged = "mail.password-changed";

    /// <summary>Queues a mail with the unit of work, in the language of the request.</summary>
    public static void Enqueue(IdentityDb db, string type, Guid id) =>
        db.EnqueueMail(type, new AccountMailRequest(id, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName));

    public async Task<MailContent?> ComposeAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var request = JsonSerializer.Deserialize<AccountMailRequest>(message.Payload, JsonSerializerOptions.Web)!;
        var mail = message.Type switch
        {
            Registration => await RegistrationAsync(request, cancellationToken),
            ResetPassword => await ResetPasswordAsync(request, cancellationToken),
            PasswordChanged => await PasswordChangedAsync(request, message.CreatedAt, cancellationToken),
            _ => throw new UndeliverableException("There is no mail of this type."),
        };
        return mail is null ? null : texts.Write(mail);
    }

    private async Task<AccountMail?> RegistrationAsync(AccountMailRequest request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var pending = await db.PendingRegistrations.AsNoTracking().SingleOrDefaultAsync(r => r.Id == request.Id && r.ExpiresAt > now, cancellationToken);
        if (pending is null)
            return null;

        // To the address as the account has it: what compares alike need not be one mailbox.
        if (await EmailOfAsync(pending.NormalizedEmail, cancellationToken) is { } taken)
            return new AccountMail(MailKind.AccountExists, taken, request.Culture, Address("sign-in"), Address("forgot-password"));
        return new AccountMail(MailKind.ConfirmRegistration, pending.Email, request.Culture, Link("register/confirm", LinkPurpose.ConfirmRegistration, pending.Id, pending.ExpiresAt));
    }

    private async Task<AccountMail?> ResetPasswordAsync(AccountMailRequest request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var reset = await db.PasswordResets.AsNoTracking().SingleOrDefaultAsync(r => r.Id == request.Id && r.ExpiresAt > now, cancellationToken);
        if (reset is null || await EmailOfAsync(reset.NormalizedEmail, cancellationToken) is not { } email)
            return null;
        return new AccountMail(MailKind.ResetPassword, email, request.Culture, Link("reset-password", LinkPurpose.ResetPassword, reset.Id, reset.ExpiresAt));
    }

    private async Task<AccountMail?> PasswordChangedAsync(AccountMailRequest request, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var email = await db.Users.Where(a => a.Id == request.Id).Select(a => a.Email).SingleOrDefaultAsync(cancellationToken);
        return email is null ? null : new AccountMail(MailKind.PasswordChanged, email, request.Culture, Address("forgot-password"), At: at);
    }

    private Task<string?> EmailOfAsync(string normalized, CancellationToken cancellationToken) =>
        db.Users.Where(a => a.NormalizedEmail == normalized).Select(a => a.Email).SingleOrDefaultAsync(cancellationToken);

    private Uri Link(string page, LinkPurpose purpose, Guid id, DateTimeOffset expiresAt) =>
        new($"{Address(page)}?token={links.Create(purpose, id, expiresAt)}");

    /// <summary>Below the configured issuer, never the host that a request named.</summary>
    private Uri Address(string page) => new(addresses.Value.Identity, page);
}
