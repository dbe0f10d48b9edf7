using SaasPlatform.Identity.Clients;
using Xunit;

namespace SaasPlatform.Identity.Tests.Clients;

public sealed class ClientSecretTests
{
    [Fact]
    public void Generated_IsRecognisedAndNeverTheSame()
    {
        var secrets = Enumerable.Range(0, 1000).Select(_ => ClientSecret.Generate()).ToHashSet();

        Assert.Equal(1000, secrets.Count);
        Assert.All(secrets, s => Assert.True(ClientSecret.IsGenerated(s)));
        Assert.All(secrets, s => Assert.Matches("^saas_cs_[0-9A-Za-z]{49}$", s));
    }

    [Fact]
    public void Generated_WithOneLetterChangedIsNotRecognised()
    {
        var secret = ClientSecret.Generate();

        for (var i = 0; i < secret.Length; i++)
            Assert.False(ClientSecret.IsGenerated(secret[..i] + (secret[i] == 'x' ? 'y' : 'x') + secret[(i + 1)..]), $"letter {i}");
        Assert.False(ClientSecret.IsGenerated(secret[..^1]));
        Assert.False(ClientSecret.IsGenerated(""));
    }
}
