using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using SaasPlatform.Identity.Data;
using SaasPlatform.Shared.Events;
using Xunit;

namespace SaasPlatform.Identity.Tests.Mail;

/// <summary>The folder into which a service under test puts its mails.</summary>
public sealed class TestMailbox : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "saas-mail-" + Guid.NewGuid().ToString("N"));

    public string Folder => _folder;

    public KeyValuePair<string, string?> Setting => new("Mail:Directory", _folder);

    /// <summary>Waits until so many mails for an address are there, and gives the newest.</summary>
    public async Task<TestMail> NewestAsync(string to, int count = 1)
    {
        var mails = await UntilAsync(() => MailsTo(to), found => found.Count >= count, $"{count} mails to {to}");
        Assert.Equal(count, mails.Count);
        return mails[^1];
    }

    /// <summary>The mails for an address, oldest first; asked when nothing is on its way any more.</summary>
    public async Task<List<TestMail>> AllAsync(string to, Func<Func<IdentityDb, Task<int>>, Task<int>> inDatabase)
    {
        await NothingWaitsAsync(inDatabase);
        return await MailsTo(to);
    }

    public static Task NothingWaitsAsync(Func<Func<IdentityDb, Task<int>>, Task<int>> inDatabase) =>
        UntilAsync(() => inDatabase(db => db.Set<OutboxMessage>().CountAsync(m => m.Destination == "mail")), left => left == 0, "an empty outbox");

    /// <summary>Looks again and again until what is waited for is there.</summary>
    public static async Task<T> UntilAsync<T>(Func<Task<T>> look, Predicate<T> isThere, string what)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var found = await look();
            if (isThere(found))
                return found;
            Assert.False(patience.IsCancellationRequested, $"waited in vain for {what}");
            await Task.Delay(20, CancellationToken.None);
        }
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private async Task<List<TestMail>> MailsTo(string to)
    {
        var mails = new List<TestMail>();
        if (Directory.Exists(_folder))
        {
            foreach (var file in Directory.GetFiles(_folder, "*.eml").Order(StringComparer.Ordinal))
            {
                var message = await MimeMessage.LoadAsync(file);
                if (message.To.Mailboxes.Any(m => m.Address == to))
                    mails.Add(new TestMail(message));
            }
        }

        return mails;
    }
}

/// <summary>A mail that arrived.</summary>
public sealed partial record TestMail(MimeMessage Message)
{
    public string Subject => Message.Subject!;

    public string Text => Message.TextBody!;

    /// <summary>Where its button leads, as a path on the service.</summary>
    public string Link => new Uri(Address().Match(Text).Value).PathAndQuery;

    public string Token => Link.Split("token=")[1];

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Address();
}
