using System.ComponentModel.DataAnnotations;

namespace SaasPlatform.CompanyApi.Invitations;

/// <summary>How long the addresses of people who never came are kept (section <c>Invitations</c>).</summary>
public sealed class InvitationSettings
{
    /// <summary>How long an invitation that expired can still be sent again. Then it is deleted, because it holds the address of somebody who has not answered.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan KeepExpired { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How often such invitations, and claims that expired, are deleted.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan PruneEvery { get; set; } = TimeSpan.FromHours(1);
}
