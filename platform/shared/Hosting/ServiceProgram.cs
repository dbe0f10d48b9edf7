using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;

namespace SaasPlatform.Shared.Hosting;

/// <summary>The whole of a service's <c>Program.cs</c>: serve, or run one command and leave.</summary>
public static class ServiceProgram
{
    /// <summary>Serves until the process is asked to stop, or runs the command that the arguments name.</summary>
    /// <returns>0 when all went well, 1 when the service could not start, 2 when there is no such command.</returns>
    public static async Task<int> RunAsync(string[] args, Func<string[], Action<WebApplicationBuilder>?, WebApplication> create)
    {
        var words = args.TakeWhile(a => !a.StartsWith('-')).ToArray();
        try
        {
            var rest = args[words.Length..];
            if (words is [ConfigurationCheck.Noun, ConfigurationCheck.Verb])
                return await ConfigurationCheck.RunAsync(rest, create);

            await using var app = create(words.Length > 0 ? [.. rest.Where(IsSetting)] : rest, null);
            if (words.Length > 0)
                return await RunCommandAsync(app, [.. words, .. rest.Where(a => !IsSetting(a))]);

            EnsureAddressIsFree(app);
            return await ServeAsync(app);
        }
        catch (Exception failure) when (Explain(failure) is { } cause)
        {
            await Console.Error.WriteLineAsync($"Cannot start: {cause}");
            return 1;
        }
    }

    /// <summary>Says in one line why a start failed, or gives null for a failure that nobody foresaw.</summary>
    public static string? Explain(Exception failure)
    {
        for (var e = failure; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case StartFailureException:
                case IOException { InnerException: AddressInUseException }:
                // A setting of the wrong type: the binder's message names the setting.
                case InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" }:
                    return OneLine(e.Message);
                case NpgsqlException:
                    return OneLine($"the database cannot be used: {e.Message}");
                case OptionsValidationException invalid:
                    return OneLine(string.Join(" ", invalid.Failures));
                case UnauthorizedAccessException:
                    return OneLine(e.Message) + " Give the process's user write access to that place, or name another with Database:Directory.";
            }
        }

        return failure is IOException ? OneLine(failure.Message) : null;
    }

    /// <summary>
    /// Looks before starting whether the address can be listened on: the server itself would say so only after a stack trace.
    /// </summary>
    /// <exception cref="StartFailureException">Something else listens there, or the port is not this user's to use.</exception>
    public static void EnsureAddressIsFree(WebApplication app)
    {
        var url = app.Services.GetRequiredService<IOptions<HttpSettings>>().Value.Url;
        if (url.Port == 0)
            return;
        var address = url.IsLoopback ? IPAddress.Loopback : IPAddress.Any;
        try
        {
            using var probe = new TcpListener(address, url.Port) { ExclusiveAddressUse = true };
            probe.Start();
        }
        catch (SocketException e)
        {
            throw new StartFailureException($"{url} cannot be listened on: {e.Message}. Stop what uses the port, or set Http:Url.", e);
        }
    }

    /// <summary>Waits until a service that was started can serve.</summary>
    /// <exception cref="Exception">It never will: what stopped it.</exception>
    public static Task UntilReadyToServeAsync(WebApplication app) => app.Services.GetRequiredService<Starting>().Completion;

    private static async Task<int> ServeAsync(WebApplication app)
    {
        ConfigurationCheck.WarnOfUnknown(app);
        var stopping = app.Lifetime.ApplicationStopping;
        var starting = app.Services.GetRequiredService<Starting>();
        try
        {
            await app.RunAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Asked to stop while it was still starting.
        }

        if (starting.Completion.IsFaulted)
            await starting.Completion;
        return 0;
    }

    /// <summary>Beside a command <c>--Section:Name=value</c> is a setting; anything else is the command's own.</summary>
    private static bool IsSetting(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) && argument.Contains('=', StringComparison.Ordinal) && char.IsAsciiLetterUpper(argument[2]);

    private static async Task<int> RunCommandAsync(WebApplication app, string[] words)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var commands = scope.ServiceProvider.GetServices<Command>().ToList();
        var command = commands.Find(c => words.Length >= 2 && c.Noun == words[0] && c.Verb == words[1]);
        if (command is null)
        {
            await Console.Error.WriteLineAsync($"There is no command '{string.Join(' ', words)}'. The commands are:");
            await Console.Error.WriteLineAsync("  config check  Check every setting without starting; needs no database.");
            foreach (var known in commands)
                await Console.Error.WriteLineAsync($"  {known.Noun} {known.Verb}  {known.Summary}");
            return 2;
        }

        var stopping = app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        return await command.RunAsync(words[2..], Console.Out, stopping);
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").Trim();
}
