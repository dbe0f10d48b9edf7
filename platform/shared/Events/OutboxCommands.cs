using System.Globalization;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Shared.Events;

/// <summary>The command <c>outbox list</c>.</summary>
internal sealed class ListDeadLetters(OutboxStore store) : Command("outbox", "list", "List the dead letters: messages that are not tried any more.")
{
    public override async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        var letters = await store.DeadLettersAsync(cancellationToken);
        foreach (var l in letters)
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{l.Id}  {l.Since.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}  {l.Destination}  {l.Type}  {l.Attempts} attempts  {l.Error}"));
        await output.WriteLineAsync(letters.Count == 0 ? "There is no dead letter." : $"{letters.Count} in all.");
        return 0;
    }
}

/// <summary>The command <c>outbox replay</c>.</summary>
internal sealed class ReplayDeadLetters(OutboxStore store) : Command("outbox", "replay", "<id|all>: let dead letters be tried again.")
{
    public override async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        Guid? id = null;
        if (arguments is [var one] && Guid.TryParse(one, out var parsed))
            id = parsed;
        else if (arguments is not ["all"])
        {
            await output.WriteLineAsync("Usage: outbox replay <id|all>, with an id that 'outbox list' shows.");
            return 2;
        }

        var replayed = await store.ReplayAsync(id, cancellationToken);
        await output.WriteLineAsync(replayed == 0 && id is not null ? $"There is no dead letter {id}." : $"{replayed} will be tried again.");
        return replayed == 0 && id is not null ? 1 : 0;
    }
}
