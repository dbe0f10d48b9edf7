using SaasPlatform.Identity.Definitions;

namespace SaasPlatform.Identity.Resources;

/// <summary>The command <c>scopes apply file.json</c>; the file holds a list of <see cref="ResourceDefinition"/>.</summary>
internal sealed class ApplyScopesCommand(ApplyScopes scopes)
    : ApplyCommand<ResourceDefinition>("scopes", "Register the APIs and scopes of a JSON file, or bring them to what it says.")
{
    protected override Task<ApplyResult> ApplyAsync(IReadOnlyList<ResourceDefinition> definitions, ApplyOptions options, CancellationToken cancellationToken) =>
        scopes.ApplyAsync(definitions, options, cancellationToken);
}
