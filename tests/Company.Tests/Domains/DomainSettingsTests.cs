using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Shared.Hosting;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Domains;

public sealed class DomainSettingsTests
{
    [Theory]
    [InlineData("Dns:Servers: must be IP addresses", "Dns:Servers:0=dns.example.com")]
    [InlineData("Dns:Servers: must be IP addresses", "Dns:Servers:0=192.0.2.53", "Dns:Servers:1=192.0.2.53:70000")]
    [InlineData("Dns:TotalMilliseconds: must not be less than", "Dns:TimeoutMilliseconds=3000", "Dns:TotalMilliseconds=2000")]
    [InlineData("Dns:Retries: The field Retries must be between", "Dns:Retries=50")]
    [InlineData("Domains:RecheckAfter: The field RecheckAfter must be between", "Domains:RecheckAfter=00:00:10")]
    [InlineData("Domains:Grace: The field Grace must be between", "Domains:Grace=-00:00:01")]
    [InlineData("RateLimits:domain-verifications needs", "RateLimits:domain-verifications:PermitLimit=0")]
    [InlineData("RateLimits:joining needs", "RateLimits:joining:PermitLimit=0")]
    public async Task WrongSetting_IsNamed(string message, params string[] settings) =>
        Assert.Contains(await FailuresAsync(settings), f => f.Contains(message, StringComparison.Ordinal));

    [Theory]
    [InlineData]
    [InlineData("Dns:Servers:0=192.0.2.53", "Dns:Servers:1=192.0.2.53:5353", "Dns:Servers:2=2001:db8::53", "Dns:Servers:3=[2001:db8::53]:5353", "Domains:Grace=00:00:00")]
    public async Task RightSettings_AreTaken(params string[] settings) =>
        Assert.DoesNotContain(await FailuresAsync(settings), f => f.Contains("Dns", StringComparison.Ordinal) || f.Contains("Domains", StringComparison.Ordinal));

    private static async Task<IReadOnlyList<string>> FailuresAsync(params string[] settings)
    {
        await using var app = CompanyApp.Create([.. settings.Select(s => $"--{s}")], null);
        return [.. app.Services.GetRequiredService<SettingsCatalogue>().Failures(app.Services)];
    }
}
