using System.ComponentModel.DataAnnotations;

namespace SaasPlatform.Identity.Pages;

/// <summary>Who answers for the personal data kept here: named in the policy and in the consent (section <c>Operator</c>).</summary>
public sealed class OperatorSettings
{
    /// <summary>The person or company.</summary>
    [Required(ErrorMessage = "Operator:Name is not set: the person or company that answers for the personal data.")]
    [StringLength(200)]
    public string Name { get; set; } = "SaasPlatform";

    /// <summary>Postal address, where the operator publishes one.</summary>
    [StringLength(300)]
    public string? Address { get; set; }

    /// <summary>Where requests about personal data are received.</summary>
    [EmailAddress(ErrorMessage = "Operator:Email is not an e-mail address.")]
    public string? Email { get; set; }
}
