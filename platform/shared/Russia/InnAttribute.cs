using System.ComponentModel.DataAnnotations;

namespace SaasPlatform.Shared.Russia;

/// <summary>Requires a text to be an INN of either kind. Absent passes: combine it with <see cref="RequiredAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class InnAttribute() : ValidationAttribute("The INN must have 10 or 12 digits and a right checksum.")
{
    /// <inheritdoc />
    public override bool IsValid(object? value) => value is null || (value is string text && Inn.IsValid(text));
}
