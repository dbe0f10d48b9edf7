using Xunit;

namespace SaasPlatform.Platform.Tests;

/// <summary>The command <c>config check</c>, and what a service says about settings that nothing reads.</summary>
public sealed class ConfigCheckTests : IAsyncLifetime
{
    private Installation _installation = null!;

    public async ValueTask InitializeAsync() => _installation = await Installation.CreateAsync();

    public ValueTask DisposeAsync() => _installation.DisposeAsync();

    [Theory]
    [InlineData("Identity")]
    [InlineData("Company")]
    [InlineData("User")]
    [InlineData("Partner")]
    public async Task RightConfiguration_NeedsNoDatabase(string service)
    {
        var environment = _installation.With(
            ("PLATFORM_Database__Provider", "Postgres"), ("PLATFORM_Database__ConnectionString", $"Host=127.0.0.1;Port={ServiceProcess.FreePort()};Database=d;Username=u"));

        var (exitCode, output, errors) = await ServiceProcess.ToItsEndAsync(service, environment, "config", "check");

        Assert.True(exitCode == 0, string.Join('\n', errors));
        Assert.Contains("The configuration is right.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EverythingWrong_IsListedAtOnce()
    {
        var environment = _installation.With(
            ("IDENTITY_RootKey", "c2hvcnQ="),
            ("IDENTITY_Http__MaxRequestBodySize", "many"),
            ("IDENTITY_Tokens__CodeLifetime", "02:00:00"),
            ("IDENTITY_Operator__Name", ""),
            ("IDENTITY_RateLimits__token__PermitLimit", "0"),
            ("IDENTITY_ServiceClients__user_service__PublicKeyFile", "/nowhere/key.pem"),
            ("PLATFORM_Database__Provider", "Postgres"),
            ("PLATFORM_Database__ConnectionString", "Hostname of nobody"),
            ("PLATFORM_Telemetry__SampleRatio", "2"),
            ("PLATFORM_Databse__Provider", "Sqlite"),
            ("IDENTITY_Tokens__CodeLifetme", "00:00:30"));

        var (exitCode, output, errors) = await ServiceProcess.ToItsEndAsync("Identity", environment, "config", "check");

        Assert.Equal(1, exitCode);
        Assert.Contains("The configuration is wrong.", output, StringComparison.Ordinal);
        string[] named =
        [
            "RootKey must hold exactly 32 bytes", "Http:MaxRequestBodySize", "Tokens:CodeLifetime:", "Operator:Name", "RateLimits:token", "ServiceClients:user_service", "Database:ConnectionString",
            "Telemetry:SampleRatio", "The setting PLATFORM_Databse__Provider is not known; did you mean Database:Provider?",
            "The setting IDENTITY_Tokens__CodeLifetme is not known; did you mean Tokens:CodeLifetime?",
        ];
        Assert.All(named, name => Assert.Contains(errors, e => e.Contains(name, StringComparison.Ordinal)));
        Assert.Equal(named.Length, errors.Count);
    }

    [Fact]
    public async Task AddressThatIsNone_IsListedBesideOtherFailures()
    {
        var environment = _installation.With(
            ("PLATFORM_Addresses__Identity", "nonsense"), ("PLATFORM_Addresses__UserInternal", "user"), ("COMPANY_Http__ShutdownSeconds", "-1"), ("COMPANY_Http__Url", ""));

        var (exitCode, _, errors) = await ServiceProcess.ToItsEndAsync("Company", environment, "config", "check");

        Assert.Equal(1, exitCode);
        Assert.Contains(errors, e => e.Contains("Addresses:Identity", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.Contains("Addresses:UserInternal", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.Contains("Http:ShutdownSeconds", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.Contains("Http:Url", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AddressesAndRootKey_AreBothListed()
    {
        var environment = _installation.With(("PLATFORM_Addresses__Web", "nonsense"), ("IDENTITY_RootKey", "c2hvcnQ="), ("IDENTITY_Tokens__CodeLifetime", "02:00:00"));

        var (exitCode, _, errors) = await ServiceProcess.ToItsEndAsync("Identity", environment, "config", "check");

        Assert.Equal(1, exitCode);
        Assert.Contains(errors, e => e.Contains("Addresses:Web", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.Contains("RootKey", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.Contains("Tokens:CodeLifetime", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Http__Url", "", "Http:Url")]
    [InlineData("Http__Url", "localhost", "Http:Url")]
    [InlineData("Http__ShutdownSeconds", "soon", "Http:ShutdownSeconds")]
    public async Task WrongSettingOfTheServer_IsNamedByAStartToo(string variable, string value, string named)
    {
        var (exitCode, _, errors) = await ServiceProcess.ToItsEndAsync("Company", _installation.With(("COMPANY_" + variable, value)));

        Assert.Equal(1, exitCode);
        var error = Assert.Single(errors);
        Assert.StartsWith("Cannot start: ", error, StringComparison.Ordinal);
        Assert.Contains(named, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownSetting_IsAWarningWhileServing()
    {
        await using var installation = await Installation.MigratedAsync();
        // The second is known to identity alone, and given to everybody.
        var environment = installation.With(("COMPANY_Http__ShutdownSecond", "5"), ("PLATFORM_Tokens__CodeLifetime", "00:00:30"));

        await using var company = await ServiceProcess.RunningAsync("Company", environment, "Application started");

        Assert.Contains("The setting COMPANY_Http__ShutdownSecond is not known; did you mean Http:ShutdownSeconds?", company.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("CodeLifetime", company.Output, StringComparison.Ordinal);
    }
}
