using System.Net;
using Xunit;

namespace SaasPlatform.Shared.Tests.Hosting;

/// <summary>Whom a service believes about where a request came from. Every test calls from 127.0.0.1.</summary>
public sealed class ProxyTests
{
    [Theory]
    [InlineData("203.0.113.9")]
    [InlineData("6.6.6.6, 203.0.113.9")]
    [InlineData("127.0.0.1")]
    public async Task ForwardedHeaders_OfAnybodyElseAreIgnored(string forwardedFor)
    {
        await using var service = await EchoService.StartAsync(null, ("Http:KnownProxies:0", "192.0.2.1"), ("Http:KnownNetworks:0", "10.0.0.0/8"));

        using var answer = await service.GetAsync("/caller", ("X-Forwarded-For", forwardedFor), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "localhost"));

        Assert.Equal($"127.0.0.1 http {service.Address.Authority}", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task ForwardedHeaders_AreIgnoredWhereNoProxyIsKnown()
    {
        await using var service = await EchoService.StartAsync(null);

        using var answer = await service.GetAsync("/caller", ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https"));

        Assert.Equal($"127.0.0.1 http {service.Address.Authority}", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("203.0.113.9", "203.0.113.9")]
    [InlineData("2001:db8:1:2:3::4", "2001:db8:1:2::/64")]
    [InlineData("6.6.6.6, 203.0.113.9", "203.0.113.9")]
    [InlineData("127.0.0.1, 203.0.113.9", "203.0.113.9")]
    [InlineData("6.6.6.6, 10.1.2.3, 203.0.113.9, 10.0.0.2", "203.0.113.9")]
    [InlineData("6.6.6.6, nonsense", "127.0.0.1")]
    [InlineData("", "127.0.0.1")]
    public async Task ForwardedFor_IsReadFromItsEndAsFarAsProxiesAreKnown(string forwardedFor, string caller)
    {
        await using var service = await EchoService.StartAsync(null, ("Http:KnownProxies:0", "127.0.0.1"), ("Http:KnownNetworks:0", "10.0.0.0/8"));

        using var answer = await service.GetAsync("/caller", ("X-Forwarded-For", forwardedFor));

        Assert.Equal($"{caller} http {service.Address.Authority}", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task ForwardedProtoAndHost_OfAKnownProxyAreTaken()
    {
        await using var service = await EchoService.StartAsync(null, ("Http:KnownNetworks:0", "127.0.0.0/8"), ("Addresses:User", "https://user.example"));

        using var answer = await service.GetAsync("/caller", ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "user.example"));

        Assert.Equal("203.0.113.9 https user.example", await answer.Content.ReadAsStringAsync());
        Assert.Equal("max-age=31536000", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
    }

    [Fact]
    public async Task ForwardedHost_OfAKnownProxyMustBeAllowedToo()
    {
        await using var service = await EchoService.StartAsync(null, ("Http:KnownProxies:0", "127.0.0.1"));

        using var answer = await service.GetAsync("/caller", ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Host", "evil.example"));

        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
    }

    [Fact]
    public async Task RateLimits_CountTheClientBehindTheProxy()
    {
        await using var service = await EchoService.StartAsync(null, ("Http:KnownProxies:0", "127.0.0.1"));
        var outcomes = new List<HttpStatusCode>();
        // The second client writes the first one's address itself: it counts as what the proxy saw.
        foreach (var client in new[] { "203.0.113.1", "203.0.113.1", "203.0.113.2", "203.0.113.3, 203.0.113.2" })
        {
            using var answer = await service.GetAsync("/few", ("X-Forwarded-For", client));
            outcomes.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], outcomes);
    }

    [Fact]
    public async Task RateLimits_AreNotEscapedByWritingTheHeader()
    {
        await using var service = await EchoService.StartAsync(null);
        using var first = await service.GetAsync("/few", ("X-Forwarded-For", "203.0.113.1"));

        using var second = await service.GetAsync("/few", ("X-Forwarded-For", "203.0.113.2"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.TooManyRequests), (first.StatusCode, second.StatusCode));
    }

    [Theory]
    [InlineData("evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("user.example.evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("eviluser.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("user.example.", HttpStatusCode.MisdirectedRequest)]
    [InlineData("10.1.2.3", HttpStatusCode.MisdirectedRequest)]
    [InlineData("[::1]:8080", HttpStatusCode.MisdirectedRequest)]
    [InlineData("user.example", HttpStatusCode.OK)]
    [InlineData("USER.Example:8443", HttpStatusCode.OK)]
    [InlineData("identity", HttpStatusCode.OK)]
    [InlineData("more.example", HttpStatusCode.OK)]
    [InlineData("[2001:db8::1]:8080", HttpStatusCode.OK)]
    public async Task Host_MustBeOneOfTheServicesOwn(string host, HttpStatusCode status)
    {
        await using var service = await EchoService.StartAsync(
            null, ("Addresses:User", "https://user.example"), ("Addresses:IdentityInternal", "http://identity:8000"), ("Addresses:Web", "http://[2001:db8::1]:3000"), ("Http:AllowedHosts:0", "more.example"));

        using var answer = await service.GetAsync("/caller", ("Host", host));
        using var probe = await service.GetAsync("/health/live", ("Host", host));
        using var scrape = await service.GetAsync("/metrics", ("Host", host));

        Assert.Equal((status, HttpStatusCode.OK, HttpStatusCode.OK), (answer.StatusCode, probe.StatusCode, scrape.StatusCode));
    }

    [Theory]
    [InlineData("Http:KnownProxies:0", "proxy.example", "Http:KnownProxies: 'proxy.example' is no IP address.")]
    [InlineData("Http:KnownNetworks:0", "10.0.0.0", "Http:KnownNetworks: '10.0.0.0' is no network, as 10.0.5.0/24.")]
    [InlineData("Http:AllowedHosts:0", "https://user.example", "Http:AllowedHosts: 'https://user.example' is no host name; give it without scheme and port.")]
    [InlineData("Http:AllowedHosts:0", "*", "Http:AllowedHosts: '*' is no host name; give it without scheme and port.")]
    public async Task WrongSetting_IsNamed(string setting, string value, string message)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => EchoService.StartAsync(null, (setting, value)));

        Assert.Equal(message, SaasPlatform.Shared.Hosting.ServiceProgram.Explain(failure));
    }

    /// <summary>A proxy keeps these paths away by their spelling.</summary>
    [Theory]
    [InlineData("/Metrics")]
    [InlineData("/METRICS/")]
    [InlineData("/Health/ready")]
    [InlineData("/%48ealth")]
    [InlineData("/Internal/v1/events")]
    public async Task PathsKeptAway_AreAnsweredInOneSpellingOnly(string path)
    {
        await using var service = await EchoService.StartAsync(null);

        using var answer = await service.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
