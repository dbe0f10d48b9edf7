namespace SaasPlatform.Identity.Protocol;

/// <summary>What userinfo needs to know of the grant behind an access token; read with the question whether the grant lasts.</summary>
/// <param name="Claims">Claims asked for one by one, separated by spaces.</param>
/// <param name="ClientId">The client.</param>
/// <param name="ClientSettings">Its settings, as they are stored.</param>
internal sealed record UserInfoGrant(string? Claims, string ClientId, string? ClientSettings)
{
    /// <summary>The property of the transaction that holds it.</summary>
    public const string Property = "SaasPlatform.UserInfoGrant";
}
