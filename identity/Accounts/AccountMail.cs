namespace SaasPlatform.Identity.Accounts;

/// <summary>The mails there are. The names are those of their texts.</summary>
public enum MailKind
{
    ConfirmRegistration,
    AccountExists,
    ResetPassword,
    PasswordChanged,
}

/// <summary>One mail before it has words. It holds nothing a person typed besides the address.</summary>
/// <param name="Kind">Which texts it has.</param>
/// <param name="To">Whom it goes to.</param>
/// <param name="Culture">The language, as two letters.</param>
/// <param name="Link">Where its button leads.</param>
/// <param name="OtherLink">A second way, where the texts have one.</param>
/// <param name="At">When it happened, where the texts say so.</param>
public sealed record AccountMail(MailKind Kind, string To, string Culture, Uri Link, Uri? OtherLink = null, DateTimeOffset? At = null);
