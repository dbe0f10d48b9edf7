using System.Globalization;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Keys.Commands;

/// <summary>The command <c>keys list</c>.</summary>
internal sealed class ListKeys(KeyStore store) : Command("keys", "list", "Show the keys, their purpose and their times.")
{
    public override async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"{"kid",-32}  {"purpose",-18}  {"activates",-20}  {"retires",-20}  {"expires",-20}");
        foreach (var key in await store.ListAsync(cancellationToken))
        {
            await output.WriteLineAsync(
                $"{key.Id,-32}  {key.Purpose,-18}  {Time(key.ActivatesAt),-20}  {Time(key.RetiresAt),-20}  {Time(key.ExpiresAt),-20}");
        }

        return 0;
    }

    private static string Time(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-";
}
