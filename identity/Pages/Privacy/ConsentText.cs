using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using SaasPlatform.Identity.Accounts;

namespace SaasPlatform.Identity.Pages.Privacy;

/// <summary>The document a person consents to, in the words they see. A change of its words needs a new version.</summary>
public sealed class ConsentText(
    IStringLocalizer<ConsentText> texts, IOptions<OperatorSettings> settings, TimeProvider clock)
{
    public const string Version = "2026-11-22";
    public const string Purpose = "account";

    private const int UserAgentLength = 300;
    private static readonly string[] Parts = ["Who", "Purpose", "Data", "Actions", "Term", "Withdrawal"];

    public string Operator => settings.Value.Name;

    /// <summary>Where the operator is reached, as the end of a sentence; empty where the settings do not say.</summary>
    public string Contact
    {
        get
        {
            var known = new[] { settings.Value.Address, settings.Value.Email }.Where(c => !string.IsNullOrWhiteSpace(c)).ToList();
            return known.Count > 0 ? $": {string.Join(", ", known)}" : string.Empty;
        }
    }

    public IReadOnlyList<string> Paragraphs => [.. Parts.Select(p => texts[p, Operator, Contact].Value)];

    internal GivenConsent GivenIn(HttpContext context)
    {
        var agent = context.Request.Headers.UserAgent.ToString();
        return new GivenConsent
        {
            Purpose = Purpose,
            TextVersion = Version,
            TextHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Paragraphs)))),
            Language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
            GivenAt = clock.GetUtcNow(),
            Address = context.Connection.RemoteIpAddress?.ToString(),
            UserAgent = agent.Length == 0 ? null : Beginning(agent),
        };
    }

    /// <summary>Not through the middle of a character: PostgreSQL takes no half of one.</summary>
    private static string Beginning(string agent) =>
        agent.Length <= UserAgentLength ? agent : agent[..(char.IsHighSurrogate(agent[UserAgentLength - 1]) ? UserAgentLength - 1 : UserAgentLength)];
}
