using System.Text;
using SaasPlatform.Shared.Events;
using Xunit;

namespace SaasPlatform.Shared.Tests.Events;

/// <summary>Standard Webhooks 1.0.0.</summary>
public sealed class WebhookSecretTests
{
    private const string Id = "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W";
    private const string Signature = "v1,aTPyhEKK+MKIBXUT00GZTNcFuLXP/PdZQRpUmiDp0tM=";
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"type":"lead.created","timestamp":"2023-01-19T00:13:51Z","data":{"id":"ld_1"}}""");
    private static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeSeconds(1674087231);

    private static WebhookSecret Secret => WebhookSecret.TryParse("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", out var secret) ? secret : throw new InvalidOperationException();

    [Fact]
    public void Vector_GivesItsSignature() => Assert.Equal(Signature, Secret.Sign(Id, 1674087231, Body));

    [Theory]
    [InlineData(Signature, true)]
    [InlineData("v1,old= " + Signature + " v1a,other", true)]
    [InlineData("", false)]
    [InlineData("v2,aTPyhEKK+MKIBXUT00GZTNcFuLXP/PdZQRpUmiDp0tM=", false)]
    [InlineData("aTPyhEKK+MKIBXUT00GZTNcFuLXP/PdZQRpUmiDp0tM=", false)]
    [InlineData("v1,bTPyhEKK+MKIBXUT00GZTNcFuLXP/PdZQRpUmiDp0tM=", false)]
    public void OneOfTheSignatures_MustBeRight(string signatures, bool verifies) =>
        Assert.Equal(verifies, Secret.Verifies(Id, "1674087231", Body, signatures, Time));

    [Theory]
    [InlineData("1674087231", 300, true)]
    [InlineData("1674087231", -300, true)]
    [InlineData("1674087231", 301, false)]
    [InlineData("1674087231", -301, false)]
    [InlineData("9223372036854775807", 0, false)]
    [InlineData("-1", 0, false)]
    [InlineData("", 0, false)]
    [InlineData("now", 0, false)]
    public void Time_MustBeNear(string timestamp, int secondsLater, bool verifies) =>
        Assert.Equal(verifies, Secret.Verifies(Id, timestamp, Body, Signature, Time.AddSeconds(secondsLater)));

    [Fact]
    public void IdAndBody_AreSigned()
    {
        Assert.False(Secret.Verifies("msg_other", "1674087231", Body, Signature, Time));
        Assert.False(Secret.Verifies(Id, "1674087231", [.. Body, (byte)' '], Signature, Time));
    }

    [Theory]
    [InlineData(23, false)]
    [InlineData(24, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Secret_HasALength(int bytes, bool isOne) => Assert.Equal(isOne, WebhookSecret.TryParse("whsec_" + Convert.ToBase64String(new byte[bytes]), out _));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")]
    [InlineData("whsec_not base64 at all, whatever one says")]
    public void WhatIsNoSecret_IsRefused(string? text) => Assert.False(WebhookSecret.TryParse(text, out _));

    [Fact]
    public void NewSecrets_AreSecretsAndDiffer()
    {
        var (one, two) = (WebhookSecret.Create(), WebhookSecret.Create());

        Assert.NotEqual(one, two);
        Assert.True(WebhookSecret.TryParse(one, out _));
    }
}
