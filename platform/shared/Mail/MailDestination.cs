using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Shared.Events;

namespace SaasPlatform.Shared.Mail;

/// <summary>Where the outbox hands over mails.</summary>
internal sealed class MailDestination(IServiceScopeFactory scopes, MailWriter writer, IMailTransport transport, MailMetrics metrics) : IDestination
{
    public const string DestinationName = "mail";

    public string Name => DestinationName;

    public async Task DeliverAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        if (await ComposeAsync(message, cancellationToken) is not { } content)
        {
            metrics.Count(message.Type, "dropped");
            return;
        }

        var outcome = "failed";
        try
        {
            using var mail = writer.Write(content, message.Id, message.CreatedAt);
            await transport.SendAsync(mail, cancellationToken);
            outcome = "sent";
        }
        catch (UndeliverableException)
        {
            outcome = "refused";
            throw;
        }
        finally
        {
            metrics.Count(message.Type, outcome);
        }
    }

    /// <summary>The database is read before the mail server is asked, and its connection is given back.</summary>
    private async Task<MailContent?> ComposeAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMailComposer>().ComposeAsync(message, cancellationToken);
    }
}
