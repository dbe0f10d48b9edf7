using System.Net;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.Platform.Tests;

/// <summary>Two processes of identity on one database agree at once. SQLite lets one process in: there both are the same.</summary>
public sealed class TwoReplicasTests
{
    private const string Email = "anna@example.com";

    [Fact]
    public async Task FiftyRefreshesOverBoth_ShareOneSuccessorAndLogNoError()
    {
        await using var running = await RunningAsync();
        var (person, first, second) = (running.Person, running.First, running.Second);
        var refreshToken = (await person.TokensAsync(first, second))["refresh_token"]!.ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => person.RefreshAsync(i % 2 == 0 ? first : second, refreshToken)));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.Status));
        var successor = Assert.Single(answers.Select(a => a.Body["refresh_token"]!.ToString()).Distinct());
        Assert.All(answers, a => Assert.NotNull(a.Body["access_token"]));
        Assert.Equal(HttpStatusCode.OK, (await person.RefreshAsync(second, successor)).Status);
        running.AssertNoErrors();
    }

    [Fact]
    public async Task SessionThatEndsAtOne_HasEndedAtTheOther()
    {
        await using var running = await RunningAsync();
        var (person, first, second) = (running.Person, running.First, running.Second);
        var tokens = await person.TokensAsync(first, second);
        var (access, refresh) = (tokens["access_token"]!.ToString(), tokens["refresh_token"]!.ToString());
        Assert.Equal(HttpStatusCode.OK, await person.UserInfoAsync(second, access));
        Assert.Equal("true", (await person.IntrospectAsync(second, access)).Body["active"]!.ToString());

        await person.SignOutAsync(first);

        Assert.Equal("false", (await person.IntrospectAsync(second, access)).Body["active"]!.ToString());
        Assert.Equal(HttpStatusCode.Unauthorized, await person.UserInfoAsync(second, access));
        Assert.Equal("invalid_grant", (await person.RefreshAsync(second, refresh)).Body["error"]!.ToString());
        running.AssertNoErrors();
    }

    private static async Task<Running> RunningAsync()
    {
        var installation = await Installation.CreateAsync();
        await installation.MigrateAsync("Identity");
        var person = await SignedInPerson.CreateAsync(installation, Email);
        var other = installation.With(("IDENTITY_Http__Url", $"http://localhost:{ServiceProcess.FreePort()}"));
        var environments = TestDatabase.IsPostgres ? new[] { installation.Environment, other } : [installation.Environment];
        var processes = new List<ServiceProcess>();
        foreach (var environment in environments)
            processes.Add(await ServiceProcess.RunningAsync("Identity", environment, "Application started"));
        var running = new Running(installation, person, processes, [.. environments.Select(e => new Uri(e["IDENTITY_Http__Url"]!))]);
        await person.SignInAsync(running.First, Email);
        return running;
    }

    private sealed record Running(Installation Installation, SignedInPerson Person, List<ServiceProcess> Processes, IReadOnlyList<Uri> Addresses) : IAsyncDisposable
    {
        public Uri First => Addresses[0];

        public Uri Second => Addresses[^1];

        public void AssertNoErrors() => Assert.All(Processes, p =>
        {
            Assert.Empty(p.ErrorLines);
            var logged = p.Output.Split('\n').Where(l => l.Contains("\"LogLevel\":\"Error\"", StringComparison.Ordinal)).ToList();
            Assert.True(logged.Count == 0, string.Join('\n', logged));
        });

        public async ValueTask DisposeAsync()
        {
            foreach (var process in Processes)
                await process.DisposeAsync();
            Person.Dispose();
            await Installation.DisposeAsync();
        }
    }
}
