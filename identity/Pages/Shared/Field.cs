namespace SaasPlatform.Identity.Pages.Shared;

/// <summary>One labelled text field; its error comes from the model state under the same name.</summary>
/// <param name="Name">Name and id of the input, and the property it binds to.</param>
/// <param name="Label">What a person reads above it.</param>
/// <param name="Type">The type of the input: <c>text</c>, <c>email</c>, <c>password</c>.</param>
/// <param name="Autocomplete">The token password managers and browsers look for.</param>
/// <param name="MaxLength">The longest value taken.</param>
public sealed record Field(string Name, string Label, string Type, string Autocomplete, int MaxLength)
{
    public string? Value { get; init; }

    public string? Hint { get; init; }

    public bool Autofocus { get; init; }

    public bool IsSecret => Type == "password";
}
