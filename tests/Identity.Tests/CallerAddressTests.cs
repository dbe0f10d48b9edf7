using System.Net;
using Microsoft.AspNetCore.Http;
using SaasPlatform.Shared.Hosting;
using Xunit;

namespace SaasPlatform.Identity.Tests;

public sealed class CallerAddressTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::/64")]
    [InlineData(null, "(unknown)")]
    public void Address_IsWhatOneSubscriberHas(string? address, string counted)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = address is null ? null : IPAddress.Parse(address);

        Assert.Equal(counted, RateLimits.AddressOf(http));
    }
}
