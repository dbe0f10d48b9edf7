using Microsoft.Extensions.Options;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Host;

/// <summary>What a newcomer wants to know once everything runs.</summary>
internal static class Greeting
{
    public static string Text(IServiceProvider services, DevelopmentSecrets secrets)
    {
        var a = services.GetRequiredService<IOptions<Addresses>>().Value;
        return $"""

            SaasPlatform is running (development). Stop with Ctrl+C.

              identity   {a.Identity,-28} sign in, register
                         {new Uri(a.Identity, ".well-known/openid-configuration")}
              company    {a.Company,-28} {new Uri(a.Company, "docs")}
              user       {a.User,-28} {new Uri(a.User, "docs")}
              partner    {a.Partner,-28} {new Uri(a.Partner, "docs")}

              Sign in as {DevelopmentData.DemoEmail} with the password in
                         {Path.Combine(secrets.DataFolder, "secrets", "demo-user.password")}
              Mails      {new Uri(a.Identity, "dev/mailbox")} shows them instead of sending them
              Front end  cd web && npm ci && npm run dev, then {a.Web}
                         its settings: {Path.Combine(secrets.DataFolder, "web.env")}
              Partner    ./docs/examples/partner.sh calls in with {Path.Combine(secrets.DataFolder, "partner.env")}
              Data       {secrets.DataFolder} (delete it to begin anew)

            """;
    }
}
