using System.Net;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.Platform.Tests;

/// <summary>Two processes of identity on one database agree at once. SQLite lets one process in: there both are the same.</summary>
public sealed class TwoReplicasTests(TwoReplicasTests.Replicas running) : IClassFixture<TwoReplicasTests.Replicas>
{
    [Fact]
    public async Task FiftyRefreshesOverBoth_ShareOneSuccessorAndLogNoError()
    {
        var (first, second) = (running.First, running.Second);
        using var person = await running.SignedInAsync();
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
        var (first, second) = (running.First, running.Second);
        using var person = await running.SignedInAsync();
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

    /// <summary>They run until both tests are done: each test signs in for itself.</summary>
    public sealed class Replicas : IAsyncLifetime
    {
        private const string Email = "anna@example.com";

        private readonly List<ServiceProcess> _processes = [];
        private Installation _installation = null!;
        private string _secret = null!;

        public Uri First { get; private set; } = null!;

        public Uri Second { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            _installation = await Installation.MigratedAsync();
            _secret = await SignedInPerson.StoreAsync(_installation, Email);
            var other = _installation.With(("IDENTITY_Http__Url", $"http://localhost:{ServiceProcess.FreePort()}"));
            var environments = TestDatabase.IsPostgres ? new[] { _installation.Environment, other } : [_installation.Environment];
            foreach (var environment in environments)
                _processes.Add(await ServiceProcess.RunningAsync("Identity", environment, "Application started"));
            (First, Second) = (new(environments[0]["IDENTITY_Http__Url"]!), new(environments[^1]["IDENTITY_Http__Url"]!));
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var process in _processes)
                await process.DisposeAsync();
            await _installation.DisposeAsync();
        }

        internal Task<SignedInPerson> SignedInAsync() => SignedInPerson.AtAsync(First, Email, _secret);

        public void AssertNoErrors() => Assert.All(_processes, p =>
        {
            Assert.Empty(p.ErrorLines);
            var logged = p.Output.Split('\n').Where(l => l.Contains("\"LogLevel\":\"Error\"", StringComparison.Ordinal)).ToList();
            Assert.True(logged.Count == 0, string.Join('\n', logged));
        });
    }
}
