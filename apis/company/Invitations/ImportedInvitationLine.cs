using SaasPlatform.Shared.Mail;

namespace SaasPlatform.CompanyApi.Invitations;

/// <summary>What became of a line of a file of invitations.</summary>
public enum ImportedLineOutcome
{
    /// <summary>The mail is on its way.</summary>
    Invited,

    /// <summary>The person is a member; nothing was done.</summary>
    AlreadyMember,

    /// <summary>There is an open invitation; nothing was done.</summary>
    AlreadyInvited,

    /// <summary>Nobody was invited: `code` says why.</summary>
    Refused,

    /// <summary>The last line of a report: the rest of the file was not read, and `code` says why.</summary>
    Stopped,

    /// <summary>The last line of a report: the file was read to its end.</summary>
    Finished,
}

/// <summary>One line of the report on a file of invitations.</summary>
/// <param name="Line">The line of the file, counted from 1, which is the header. Where cells hold line breaks, the last line of the record. Of `finished`, the last line read.</param>
/// <param name="Email">The address as it stands there; null where it could not be read, and of the last line.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="InvitationId">The new invitation of `invited`; else null.</param>
/// <param name="Code">Why, as programs read it; null where nothing is wrong.</param>
/// <param name="Column">The column that is wrong; null where it is none in particular.</param>
/// <param name="Detail">Why, for a person; null where nothing is wrong.</param>
public sealed record ImportedInvitationLine(
    int Line, string? Email, ImportedLineOutcome Outcome, Guid? InvitationId = null, string? Code = null, string? Column = null, string? Detail = null)
{
    internal bool IsLast => Outcome is ImportedLineOutcome.Stopped or ImportedLineOutcome.Finished;

    internal static ImportedInvitationLine Refused(int line, string? email, string code, string detail, string? column = null) =>
        new(line, Shortened(email), ImportedLineOutcome.Refused, Code: code, Column: column, Detail: detail);

    internal static ImportedInvitationLine Stopped(int line, string code, string detail) => new(line, null, ImportedLineOutcome.Stopped, Code: code, Detail: detail);

    private static string? Shortened(string? email) => email?.Length > EmailAddress.MaxLength ? email[..EmailAddress.MaxLength] : email;
}
