using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Identity.Tests;

/// <summary>A command as an operator types it, on a file with this content.</summary>
public static class CommandRun
{
    public static async Task<(int ExitCode, string Output)> ApplyAsync(IdentityService service, string noun, string json, params string[] options)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, json);
            return await RunAsync(service, noun, [path, .. options]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static Task<(int ExitCode, string Output)> RunAsync(IdentityService service, string noun, params string[] arguments) => service.InScopeAsync(async services =>
    {
        var output = new StringWriter();
        var command = services.GetServices<Command>().Single(c => c.Noun == noun && c.Verb == "apply");
        return (await command.RunAsync(arguments, output, CancellationToken.None), output.ToString());
    });
}
