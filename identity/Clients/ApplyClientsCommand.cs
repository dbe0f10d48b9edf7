using SaasPlatform.Identity.Definitions;

namespace SaasPlatform.Identity.Clients;

/// <summary>The command <c>clients apply file.json</c>; the file holds a list of <see cref="ClientDefinition"/>.</summary>
internal sealed class ApplyClientsCommand(ApplyClients clients)
    : ApplyCommand<ClientDefinition>("clients", "Register the clients of a JSON file, or bring them to what it says.")
{
    protected override bool TakesRotate => true;

    protected override IReadOnlyList<ClientDefinition> Complete(IReadOnlyList<ClientDefinition> definitions, string folder) =>
        [.. definitions.Select(d => d with { SecretFile = Place(folder, d.SecretFile), LogoFile = Place(folder, d.LogoFile) })];

    protected override Task<ApplyResult> ApplyAsync(IReadOnlyList<ClientDefinition> definitions, ApplyOptions options, CancellationToken cancellationToken) =>
        clients.ApplyAsync(definitions, options, cancellationToken);

    private static string? Place(string folder, string? file) => file is null ? null : Path.Combine(folder, file);
}
