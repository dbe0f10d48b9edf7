using Microsoft.EntityFrameworkCore;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Shared.Audit;

/// <summary>The command <c>audit seal</c>.</summary>
internal sealed class SealAudit<TDb>(AuditSealing<TDb> sealing) : Command("audit", "seal", "Seal the entries of the audit log that are not sealed yet, now.")
    where TDb : DbContext
{
    public override async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"{await sealing.SealAsync(cancellationToken)} entries are sealed.");
        return 0;
    }
}

/// <summary>The command <c>audit verify</c>.</summary>
internal sealed class VerifyAudit<TDb>(TDb db, AuditSigning signing)
    : Command("audit", "verify", "[--head <number>:<hash>]: check that the audit log is as it was sealed; exit code 0 means that it is.")
    where TDb : DbContext
{
    public override async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        var noted = arguments is ["--head", var text] ? AuditHead.Parse(text) : null;
        if (arguments.Count > 0 && noted is null)
        {
            await output.WriteLineAsync("Usage: audit verify [--head <number>:<hash>], with a head that it printed before.");
            return 2;
        }

        var verdict = await new AuditVerification(db, signing).RunAsync(noted, cancellationToken);
        foreach (var fault in verdict.Faults)
            await output.WriteLineAsync(fault);
        await output.WriteLineAsync(verdict.Faults.Count == 0
            ? $"{verdict.Entries} sealed entries are as they were sealed; {verdict.Open} are not sealed yet."
            : $"The log was tampered with. Up to here it is right: {verdict.Entries} entries.");
        await output.WriteLineAsync($"Head: {verdict.Head?.ToString() ?? "none"}");
        return verdict.Faults.Count == 0 ? 0 : 1;
    }
}

/// <summary>The command <c>audit erase</c>, for people who have no account that could be deleted.</summary>
internal sealed class EraseFromAudit<TDb>(TDb db)
    : Command("audit", "erase", "<account id|e-mail address>: make what the audit log says about a person unreadable for good.")
    where TDb : DbContext
{
    public override async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (arguments is not [var subject])
        {
            await output.WriteLineAsync("Usage: audit erase <account id|e-mail address>");
            return 2;
        }

        var address = Mail.EmailAddress.Parse(subject);
        var erased = await db.EraseFromAuditAsync([subject.ToLowerInvariant(), address is null ? subject : Mail.EmailAddress.Comparable(address)], cancellationToken);
        await output.WriteLineAsync(erased == 0 ? "The log says nothing about such a person." : "It is erased.");
        return erased == 0 ? 1 : 0;
    }
}
