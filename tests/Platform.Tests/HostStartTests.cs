using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Microsoft.Data.Sqlite;
using Xunit;

namespace SaasPlatform.Platform.Tests;

/// <summary>The one command of the README: what a first start makes, a second one keeps, and what a failed one says.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class HostStartTests : IDisposable
{
    private static readonly HttpClient Http = new();

    private readonly string _data = Path.Combine(Path.GetTempPath(), "saas-host-" + Guid.NewGuid().ToString("N"));

    public void Dispose()
    {
        if (Directory.Exists(_data))
            Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task FirstStart_MakesSecretsForTheirOwnerAlone_AndAllServicesAreReady()
    {
        var settings = HostProcess.Settings(_data);
        await using var host = await HostProcess.RunningAsync(settings);

        foreach (var service in new[] { "Identity", "Company", "User", "Partner" })
        {
            var address = settings[$"PLATFORM_Addresses__{service}"]!;
            Assert.Contains(address, host.Output, StringComparison.Ordinal);
            foreach (var path in new[] { "/health", "/health/live", "/health/ready", "/metrics" })
            {
                using var answer = await Http.GetAsync(new Uri(address + path));
                Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{service} {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            }
        }

        var secrets = Directory.GetFiles(Path.Combine(_data, "secrets")).Append(Path.Combine(_data, "web.env")).Append(Path.Combine(_data, "partner.env"));
        Assert.All(secrets, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(_data) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        var databases = Directory.GetFiles(_data, "*.db*").Concat(Directory.GetFiles(_data, "*.lock"));
        Assert.All(databases, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.Equal(0, await host.StopAsync());
    }

    [Fact]
    public async Task Sigterm_BetweenTheStartsOfTwoServices_EndsTheHostWithoutComplaint()
    {
        var settings = HostProcess.Settings(_data);
        await using var host = ServiceProcess.Starting("Host", settings);
        // Identity is the first: the others are still to start when it answers.
        await Eventually.AnswersAsync(new Uri(settings["PLATFORM_Addresses__Identity"] + "/health/ready"), HttpStatusCode.OK);

        host.Signal("TERM");

        Assert.Equal(0, await host.EndAsync());
        Assert.Empty(host.ErrorLines);
    }

    [Fact]
    public async Task AccountOfIdentity_IsAnnouncedToTheUserApi()
    {
        await using var host = await HostProcess.RunningAsync(HostProcess.Settings(_data));

        // The demonstration user was made in identity; the user API's own database learns of it through the outbox.
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await using var user = new SqliteConnection($"Data Source={Path.Combine(_data, "user.db")};Mode=ReadOnly;Pooling=False");
        await user.OpenAsync();
        await using var command = user.CreateCommand();
        command.CommandText = "SELECT email || ' ' || account_version FROM profiles";
        object? found;
        while ((found = await command.ExecuteScalarAsync()) is null)
            await Task.Delay(20, patience.Token);

        Assert.Equal("demo@example.com 1", found);
    }

    [Fact]
    public async Task SecondStart_ReusesEverything()
    {
        var settings = HostProcess.Settings(_data);
        string keys;
        Dictionary<string, string> secrets;
        await using (var first = await HostProcess.RunningAsync(settings))
        {
            keys = await KeysAsync(settings);
            secrets = ReadSecrets();
            await first.StopAsync();
        }

        await using var second = await HostProcess.RunningAsync(settings);

        Assert.Equal(keys, await KeysAsync(settings));
        Assert.Equal(secrets, ReadSecrets());
    }

    [Fact]
    public async Task PortInUse_IsNamedInOneLine()
    {
        var settings = HostProcess.Settings(_data);
        var taken = new Uri(settings["COMPANY_Http__Url"]!);
        using var listener = new TcpListener(IPAddress.Loopback, taken.Port);
        listener.Start();

        var (exitCode, errors) = await HostProcess.FailingAsync(settings);

        Assert.Equal(1, exitCode);
        var line = Assert.Single(errors);
        Assert.StartsWith($"Cannot start company: {taken} cannot be listened on", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FolderThatCannotBeMade_IsNamedInOneLine()
    {
        // A file stands where the folder should be: refused for root as well, whom permissions do not stop.
        await File.WriteAllTextAsync(_data, "");
        try
        {
            var (exitCode, errors) = await HostProcess.FailingAsync(HostProcess.Settings(_data));

            Assert.Equal(1, exitCode);
            var line = Assert.Single(errors);
            Assert.Contains(_data, line, StringComparison.Ordinal);
            Assert.Contains("cannot be written", line, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(_data);
        }
    }

    [Theory]
    [InlineData("PLATFORM_Database__Provider", "Oracle", "Database:Provider")]
    [InlineData("COMPANY_Http__MaxRequestBodySize", "12", "Http:MaxRequestBodySize")]
    [InlineData("IDENTITY_RootKey", "c2hvcnQ=", "RootKey")]
    public async Task WrongSetting_IsNamedInOneLine(string variable, string value, string named)
    {
        var settings = HostProcess.Settings(_data);
        settings[variable] = value;

        var (exitCode, errors) = await HostProcess.FailingAsync(settings);

        Assert.Equal(1, exitCode);
        Assert.Contains(named, Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecondProcessOnTheSameData_IsRefused()
    {
        await using var first = await HostProcess.RunningAsync(HostProcess.Settings(_data));

        var (exitCode, errors) = await HostProcess.FailingAsync(HostProcess.Settings(_data));

        Assert.Equal(1, exitCode);
        Assert.Contains("in use by another process", Assert.Single(errors), StringComparison.Ordinal);
    }

    private static Task<string> KeysAsync(Dictionary<string, string?> settings) =>
        Http.GetStringAsync(new Uri(settings["PLATFORM_Addresses__Identity"] + "/.well-known/jwks"));

    private Dictionary<string, string> ReadSecrets() =>
        Directory.GetFiles(Path.Combine(_data, "secrets")).ToDictionary(f => f, File.ReadAllText);
}
