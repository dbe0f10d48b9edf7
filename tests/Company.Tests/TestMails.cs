using Microsoft.EntityFrameworkCore;
using MimeKit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.Shared.Events;

namespace SaasPlatform.CompanyApi.Tests;

/// <summary>Mails that the service sent.</summary>
internal static class TestMails
{
    /// <summary>Waits for the mail to an address; a minute without it is a failure.</summary>
    public static async Task<MimeMessage> MailToAsync(this CompanyService service, string address)
    {
        for (var attempt = 0; attempt < 3_000; attempt++)
        {
            if (Directory.Exists(service.MailFolder))
            {
                foreach (var file in Directory.GetFiles(service.MailFolder, "*.eml"))
                {
                    var mail = await MimeMessage.LoadAsync(file);
                    if (mail.To.Mailboxes.Single().Address == address)
                        return mail;
                }
            }

            await Task.Delay(20);
        }

        var waiting = await service.Api.InDatabaseAsync<CompanyDb, int>(db => db.Set<OutboxMessage>().CountAsync());
        throw new InvalidOperationException($"No mail to {address}; {waiting} wait.");
    }
}
