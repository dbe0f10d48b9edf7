using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Shared.OpenApi;

namespace SaasPlatform.Testing;

/// <summary>
/// The OpenAPI document that is kept in git beside a service. <c>UPDATE_OPENAPI=1</c> writes it anew instead of comparing.
/// </summary>
public static class KeptDocument
{
    /// <summary>Both documents as text: the kept one and the one that the service serves.</summary>
    /// <param name="service">The service under test.</param>
    /// <param name="folder">Its folder in the repository, with slashes.</param>
    public static async Task<(string Kept, string Served)> CompareAsync(TestService service, string folder)
    {
        var (json, _) = await service.Services.GetRequiredService<DocumentBytes>().GetAsync();
        var served = Encoding.UTF8.GetString(json).ReplaceLineEndings("\n").TrimEnd() + "\n";
        var file = Path.Combine(Root(), folder, "openapi.json");
        if (Environment.GetEnvironmentVariable("UPDATE_OPENAPI") == "1")
            await File.WriteAllTextAsync(file, served);
        return (File.Exists(file) ? await File.ReadAllTextAsync(file) : "", served);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SaasPlatform.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
