using System.Globalization;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Keys.Commands;

/// <summary>The command <c>keys rotate [now] [internal]</c>.</summary>
internal sealed class RotateKeys(KeyStore store)
    : Command("keys", "rotate", "Announce a successor of the published key. 'now': use it as soon as all replicas know it; 'internal': replace the keys of codes and refresh tokens too.")
{
    public override async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        var unknown = arguments.FirstOrDefault(a => a is not ("now" or "internal"));
        if (unknown is not null)
        {
            await output.WriteLineAsync($"'{unknown}' is not understood. Usage: keys rotate [now] [internal]");
            return 2;
        }

        var purposes = arguments.Contains("internal") ? Enum.GetValues<KeyPurpose>() : [KeyPurpose.Published];
        foreach (var purpose in purposes)
        {
            var key = await store.ReplaceAsync(purpose, soon: arguments.Contains("now"), cancellationToken);
            var when = key.ActivatesAt.UtcDateTime.ToString("u", CultureInfo.InvariantCulture);
            await output.WriteLineAsync($"{purpose}: {key.Id} makes new tokens from {when} on.");
        }

        return 0;
    }
}
