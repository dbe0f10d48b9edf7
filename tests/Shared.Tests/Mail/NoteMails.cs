using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Shared.Events;
using SaasPlatform.Shared.Mail;
using SaasPlatform.Shared.Tests.Events;

namespace SaasPlatform.Shared.Tests.Mail;

internal sealed record NoteMailRequest(Guid Id, string Culture);

/// <summary>The mails of the notes service: about a note, as long as it exists. Its text stands wherever a text can.</summary>
internal sealed class NoteMails(NotesDb db) : IMailComposer
{
    public const string Written = "mail.note-written";

    public async Task<MailContent?> ComposeAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        if (message.Type != Written)
            throw new UndeliverableException("There is no mail of this type.");
        var request = JsonSerializer.Deserialize<NoteMailRequest>(message.Payload, JsonSerializerOptions.Web)!;
        var note = await db.Notes.AsNoTracking().SingleOrDefaultAsync(n => n.Id == request.Id, cancellationToken);
        return note is null ? null : Content(note.Text, request.Culture);
    }

    private static MailContent Content(string text, string culture) => new(
        "anna@example.com", culture, $"About {text}", $"Hello {text}", [$"First {text}.", $"Second {text}."],
        new MailLink($"Read {text}", new Uri("http://localhost:3000/notes?a=1&b=2")), $"That was {text}.")
    {
        Other = new MailLink($"All but {text}", new Uri("http://localhost:3000/others")),
    };
}

internal static class NotesWithMail
{
    /// <summary>The notes service with mails that go into a folder.</summary>
    public static Task<OutboxService> StartAsync(string folder) => OutboxService.StartAsync(
        builder => builder.AddMail<NoteMails>(), ("Mail:Directory", folder), ("Mail:From", "notes@saas.example"), ("Mail:FromName", "Notes & Co"));

    /// <summary>Writes a note and queues a mail about it, in one unit of work.</summary>
    public static Task WriteAsync(this OutboxService service, string text, string culture = "en", string type = NoteMails.Written) =>
        service.InDatabaseAsync(async db =>
        {
            var note = new Note { Text = text };
            db.Add(note);
            db.EnqueueMail(type, new NoteMailRequest(note.Id, culture));
            await db.SaveChangesAsync();
        });

    /// <summary>What stands in the folder, the newest first, once nothing is on its way any more.</summary>
    public static async Task<IReadOnlyList<KeptMail>> MailsAsync(this OutboxService service)
    {
        await service.DrainedAsync();
        return await service.App.Services.GetRequiredService<MailFolder>().ListAsync(100, CancellationToken.None);
    }
}
