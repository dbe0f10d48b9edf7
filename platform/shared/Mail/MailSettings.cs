using System.ComponentModel.DataAnnotations;
using System.Net;

namespace SaasPlatform.Shared.Mail;

/// <summary>How the connection to the mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>Begins in the clear and must change to TLS (port 587).</summary>
    StartTls,

    /// <summary>TLS from the first byte (port 465).</summary>
    Tls,

    /// <summary>Never: for a server on the same machine.</summary>
    None,
}

/// <summary>Where mails go (section <c>Mail</c>): to a mail server, or into a folder.</summary>
public sealed class MailSettings : IValidatableObject
{
    /// <summary>The mail server (SMTP).</summary>
    [StringLength(253)]
    public string? Host { get; set; }

    /// <summary>The mail server's port.</summary>
    [Range(1, 65_535)]
    public int Port { get; set; } = 587;

    /// <summary>TLS after an opening in the clear (port 587), from the first byte (465), or never.</summary>
    [EnumDataType(typeof(MailSecurity))]
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>Lets <see cref="MailSecurity.None"/> reach another machine, inside a network that is trusted.</summary>
    public bool AllowUnencrypted { get; set; }

    /// <summary>The name to sign in with at the mail server, where it wants one; together with the password.</summary>
    public string? User { get; set; }

    /// <summary>The password to sign in with at the mail server.</summary>
    public string? Password { get; set; }

    /// <summary>The sender's address.</summary>
    public string? From { get; set; }

    /// <summary>The sender's name, also how the mails call the platform.</summary>
    [Required]
    [StringLength(100)]
    public string FromName { get; set; } = "SaasPlatform";

    /// <summary>How long one mail may take, all answers of the server together.</summary>
    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>A folder that takes the mails as files, for development and tests; nothing is sent.</summary>
    public string? Directory { get; set; }

    internal bool IsToDirectory => !string.IsNullOrWhiteSpace(Directory);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrWhiteSpace(Host) == !IsToDirectory)
        {
            yield return new ValidationResult(
                IsToDirectory ? "set the mail server or the folder, not both." : "name the mail server with Mail:Host and the sender with Mail:From, or a folder for the mails with Mail:Directory.",
                [nameof(Host)]);
        }

        if (From is null ? !IsToDirectory && !string.IsNullOrWhiteSpace(Host) : EmailAddress.Parse(From) is null)
            yield return new ValidationResult("must be the sender's e-mail address.", [nameof(From)]);
        if (FromName.Any(char.IsControl))
            yield return new ValidationResult("must be one line.", [nameof(FromName)]);
        if (Security == MailSecurity.None && !AllowUnencrypted && !IsLoopback(Host))
            yield return new ValidationResult("None is for a server on this machine; for another one use StartTls or Tls, or set Mail:AllowUnencrypted.", [nameof(Security)]);
        if (string.IsNullOrEmpty(User) != string.IsNullOrEmpty(Password))
            yield return new ValidationResult("a user and a password belong together.", [nameof(User)]);
    }

    private static bool IsLoopback(string? host) =>
        string.IsNullOrEmpty(host) || host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
