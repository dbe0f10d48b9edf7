using System.Text.Json;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Identity.Clients;

/// <summary>The command <c>clients apply file.json</c>; the file holds a list of <see cref="ClientDefinition"/>.</summary>
internal sealed class ApplyClientsCommand(ApplyClients clients)
    : Command("clients", "apply", "Register the clients of a JSON file, or bring them to what it says.")
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    public override async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (arguments is not [var path])
        {
            await output.WriteLineAsync("Usage: clients apply <file.json>");
            return 2;
        }

        try
        {
            await using var file = File.OpenRead(path);
            var definitions = await JsonSerializer.DeserializeAsync<List<ClientDefinition>>(file, Json, cancellationToken) ?? [];
            await clients.ApplyAsync(definitions, cancellationToken);
            await output.WriteLineAsync($"{definitions.Count} clients are registered as {path} says.");
            return 0;
        }
        catch (ClientDefinitionException wrong)
        {
            foreach (var problem in wrong.Problems)
                await output.WriteLineAsync(problem);
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
        {
            await output.WriteLineAsync($"{path} cannot be read: {failure.Message}");
        }

        return 1;
    }
}
