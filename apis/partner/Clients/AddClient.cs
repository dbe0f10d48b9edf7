using Microsoft.EntityFrameworkCore;
using SaasPlatform.PartnerApi.Data;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.PartnerApi.Clients;

/// <summary>The command <c>clients add</c>: lists a client that identity knows under a partner.</summary>
internal sealed class AddClient(PartnerDb db, TimeProvider clock)
    : Command("clients", "add", "List a client under a partner: clients add <partnerId> <clientId> <name>.")
{
    public override async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (arguments is not [var text, { Length: > 0 and <= PartnerClient.ClientIdLength } clientId, { Length: > 0 and <= PartnerClient.NameLength } name]
            || !Guid.TryParse(text, out var partnerId)
            || !await db.Partners.AnyAsync(p => p.Id == partnerId, cancellationToken))
        {
            await output.WriteLineAsync("Give the id of a partner, a client id and a name.");
            return 1;
        }

        var now = clock.GetUtcNow();
        db.Add(new PartnerClient { Id = Guid.CreateVersion7(now), PartnerId = partnerId, ClientId = clientId, Name = name, CreatedAt = now });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (db.IsUniqueViolation<PartnerClient>(e, nameof(PartnerClient.ClientId)))
        {
            await output.WriteLineAsync($"The client {clientId} is listed already.");
            return 1;
        }

        await output.WriteLineAsync($"The client {clientId} is listed.");
        return 0;
    }
}
