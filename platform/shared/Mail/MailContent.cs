namespace SaasPlatform.Shared.Mail;

/// <summary>
/// What one mail says; its layout, as plain text and as HTML, is everybody's. Texts are plain text of one line each: markup in them is
/// shown, not followed, and line breaks become spaces. The words of strangers do not belong here where a link or a promise among them would be
/// taken for the platform's own.
/// </summary>
/// <param name="To">Whom it goes to, as <see cref="EmailAddress.Parse"/> gives it.</param>
/// <param name="Culture">The language of the texts, as two letters.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Title">The first line: a heading or a greeting.</param>
/// <param name="Paragraphs">What it is about.</param>
/// <param name="Button">What there is to do.</param>
/// <param name="Note">What else to know, in small letters at the end.</param>
public sealed record MailContent(string To, string Culture, string Subject, string Title, IReadOnlyList<string> Paragraphs, MailLink Button, string Note)
{
    /// <summary>A second way, below the button.</summary>
    public MailLink? Other { get; init; }
}

/// <summary>Where a mail leads.</summary>
/// <param name="Text">What the link says.</param>
/// <param name="Address">Absolute.</param>
public sealed record MailLink(string Text, Uri Address);
