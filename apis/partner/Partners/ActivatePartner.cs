using Microsoft.EntityFrameworkCore;
using SaasPlatform.PartnerApi.Data;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.PartnerApi.Partners;

/// <summary>The command <c>partners activate &lt;partnerId&gt;</c>: our answer to an application.</summary>
internal sealed class ActivatePartner(PartnerDb db, TimeProvider clock)
    : Command("partners", "activate", "Accept the application of a partner: partners activate <partnerId>.")
{
    public override async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        var partner = arguments is [var text] && Guid.TryParse(text, out var id)
            ? await db.Partners.SingleOrDefaultAsync(p => p.Id == id, cancellationToken)
            : null;
        if (partner is null)
        {
            await output.WriteLineAsync("There is no such partner. Name it by its id.");
            return 1;
        }

        partner.Status = PartnerStatus.Active;
        partner.UpdatedAt = clock.GetUtcNow();
        await db.SaveChangesAsync(cancellationToken);
        await output.WriteLineAsync($"{partner.Name} is active.");
        return 0;
    }
}
