using System.Net;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.UserApi.Tests;

public sealed class DocumentTests(UserService service)
{
    [Fact]
    public async Task Document_IsTheOneKeptInGit()
    {
        var (kept, served) = await KeptDocument.CompareAsync(service.Api, "apis/user");

        Assert.Equal(kept, served);
    }

    [Fact]
    public async Task Docs_AreServedUnderAPolicyThatAllowsNothingFromElsewhere()
    {
        using var client = service.Api.Anonymous();

        using var response = await client.GetAsync("/docs/index.html");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='; img-src 'self' data:; connect-src 'self' http://localhost:8000; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
    }
}
