using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Microsoft.Data.Sqlite;
using Xunit;

namespace SaasPlatform.Platform.Tests;

/// <summary>The one command of the README: what a first start makes, a second one keeps, and what a failed one says.</summary>
[Collection<WithARestartedHost>]
[UnsupportedOSPlatform("windows")]
public sealed class HostStartTests(RestartedHost host) : IDisposable
{
    private readonly string _data = Path.Combine(Path.GetTempPath(), "saas-host-" + Guid.NewGuid().ToString("N"));

    public void Dispose()
    {
        if (Directory.Exists(_data))
            Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public void FirstStart_MakesSecretsForTheirOwnerAlone_AndAllServicesAreReady()
    {
        Assert.Equal(16, host.First.Answers.Count);
        Assert.All(host.First.Answers, answer =>
        {
            Assert.Contains(answer.Address, host.First.Output, StringComparison.Ordinal);
            Assert.True(answer.Status == HttpStatusCode.OK, answer.ToString());
        });
        var secrets = host.First.Modes.Keys.Where(f => f.StartsWith("secrets/", StringComparison.Ordinal)).Append("web.env").Append("partner.env");
        Assert.All(secrets, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, host.First.Modes[file]));
        Assert.Equal(UnixFileMode.None, host.First.Modes["."] & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        var databases = host.First.Modes.Keys.Where(f => Path.GetExtension(f) is ".lock" || Path.GetExtension(f).StartsWith(".db", StringComparison.Ordinal));
        Assert.All(databases, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, host.First.Modes[file]));
        Assert.Equal(0, host.First.ExitCode);
    }

    [Fact]
    public async Task Sigterm_BetweenTheStartsOfTwoServices_EndsTheHostWithoutComplaint()
    {
        var settings = HostProcess.Settings(_data);
        await using var starting = ServiceProcess.Starting("Host", settings);
        // Identity is the first: the others are still to start when it answers.
        await Eventually.AnswersAsync(new Uri(settings["PLATFORM_Addresses__Identity"] + "/health/ready"), HttpStatusCode.OK);

        starting.Signal("TERM");

        Assert.Equal(0, await starting.EndAsync());
        Assert.Empty(starting.ErrorLines);
    }

    [Fact]
    public async Task AccountOfIdentity_IsAnnouncedToTheUserApi()
    {
        // The demonstration user was made in identity; the user API's own database learns of it through the outbox.
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await using var user = new SqliteConnection($"Data Source={Path.Combine(host.Data, "user.db")};Mode=ReadOnly;Pooling=False");
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
        Assert.Equal(host.First.Keys, await host.KeysAsync());
        Assert.Equal(host.First.Secrets, host.ReadSecrets());
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
        var (exitCode, errors) = await HostProcess.FailingAsync(HostProcess.Settings(host.Data));

        Assert.Equal(1, exitCode);
        Assert.Contains("in use by another process", Assert.Single(errors), StringComparison.Ordinal);
    }
}
