using System.Globalization;
using Microsoft.Extensions.Options;
using MimeKit;

namespace SaasPlatform.Shared.Mail;

/// <summary>
/// Mails as files, readable by their owner alone: they hold links that open accounts. Services may share the folder: a file is named by the id of its
/// message (UUIDv7), which no other service makes.
/// </summary>
public sealed class MailFolder(IOptions<MailSettings> settings) : IMailTransport
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The folder; nothing where mails are really sent.</summary>
    private string? Folder => settings.Value.IsToDirectory ? Path.GetFullPath(settings.Value.Directory!) : null;

    /// <summary>Whether mails go here.</summary>
    public bool IsInUse => Folder is not null;

    /// <summary>Writes beside and renames: whoever reads sees whole mails only. The same mail again takes the place of the first.</summary>
    /// <param name="mail">Its Message-ID begins with the id of its message in the outbox.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <exception cref="InvalidOperationException">Mails do not go into a folder.</exception>
    public async Task SendAsync(MimeMessage mail, CancellationToken cancellationToken)
    {
        var folder = Folder ?? throw new InvalidOperationException("Mail:Directory names no folder.");
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);

        var path = Path.Combine(folder, mail.MessageId!.Split('@')[0] + ".eml");
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        var part = $"{path}.{Guid.NewGuid():N}.part";
        await using (var stream = new FileStream(part, options))
            await mail.WriteToAsync(stream, cancellationToken);
        File.Move(part, path, overwrite: true);
    }

    /// <summary>The newest first, of whatever service. Names begin with the time, because ids do (UUIDv7).</summary>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<KeptMail>> ListAsync(int most, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Folder))
            return [];

        var mails = new List<KeptMail>();
        foreach (var name in Directory.EnumerateFiles(Folder, "*.eml").Select(f => Path.GetFileNameWithoutExtension(f)).OrderDescending(StringComparer.Ordinal).Take(most))
        {
            if (Guid.TryParseExact(name, "N", out var id) && await FindAsync(id, cancellationToken) is { } mail)
                mails.Add(mail);
        }

        return mails;
    }

    /// <summary>The mail of this id; nothing where there is none.</summary>
    public async Task<KeptMail?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            return Folder is null ? null : new KeptMail(id, await MimeMessage.LoadAsync(Path.Combine(Folder, $"{id:N}.eml"), cancellationToken));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}

/// <summary>A mail in the folder.</summary>
/// <param name="Id">That of its message in the outbox.</param>
/// <param name="Message">The mail.</param>
public sealed record KeptMail(Guid Id, MimeMessage Message)
{
    /// <summary>The addresses it went to, with commas.</summary>
    public string To => string.Join(", ", Message.To.Mailboxes.Select(m => m.Address));

    /// <summary>When its message was committed, in UTC.</summary>
    public string Date => Message.Date.ToUniversalTime().ToString("u", CultureInfo.InvariantCulture);
}
