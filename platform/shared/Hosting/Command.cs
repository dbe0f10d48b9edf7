using Microsoft.Extensions.DependencyInjection;

namespace SaasPlatform.Shared.Hosting;

/// <summary>A command of a service: <c>dotnet run --project identity -- keys rotate</c>.</summary>
public abstract class Command(string noun, string verb, string summary)
{
    public string Noun { get; } = noun;

    public string Verb { get; } = verb;

    public string Summary { get; } = summary;

    /// <summary>Runs the command in its own scope.</summary>
    /// <param name="arguments">What follows noun and verb, options among it.</param>
    /// <param name="output">Where results are written.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    /// <returns>The exit code of the process.</returns>
    public abstract Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken);
}

public static class CommandRegistration
{
    public static IServiceCollection AddCommand<TCommand>(this IServiceCollection services)
        where TCommand : Command => services.AddScoped<Command, TCommand>();
}
