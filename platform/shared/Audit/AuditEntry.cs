namespace SaasPlatform.Shared.Audit;

/// <summary>What kind of caller made a change.</summary>
public enum AuditActorKind
{
    /// <summary>A person, by account id.</summary>
    Person,

    /// <summary>A client that acted for itself, by client id.</summary>
    Client,

    /// <summary>The platform itself: one of its services, or an operator's command.</summary>
    System,
}

/// <summary>One change: who did what to what, when and from where. Nothing but <see cref="Batch"/> ever changes of it.</summary>
public sealed class AuditEntry
{
    internal const int NameLength = 100;
    internal const int IdLength = 200;

    /// <summary>UUIDv7 of <see cref="At"/>.</summary>
    public required Guid Id { get; init; }

    /// <summary>To the millisecond, as the id has it and as every database keeps it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whose log it stands in: the company.</summary>
    public required Guid TenantId { get; init; }

    public required AuditActorKind ActorKind { get; init; }

    public required string ActorId { get; init; }

    /// <summary>The client through which the actor came.</summary>
    public string? ClientId { get; init; }

    /// <summary>What was done, for example <c>member.changed</c>.</summary>
    public required string Action { get; init; }

    public required string TargetType { get; init; }

    public required string TargetId { get; init; }

    /// <summary>A list of <see cref="AuditChange"/> as JSON, the text that is hashed.</summary>
    public required string Changes { get; init; }

    /// <summary>The caller's IP address, as <see cref="PersonalValue"/>.</summary>
    public string? Address { get; init; }

    /// <summary>The caller's user agent, as <see cref="PersonalValue"/>.</summary>
    public string? UserAgent { get; init; }

    public string? TraceId { get; init; }

    /// <summary>The sealed batch that it is in; null until then.</summary>
    public long? Batch { get; init; }
}

/// <summary>What a change was made to.</summary>
/// <param name="Type">For example <c>member</c>.</param>
/// <param name="Id">Its id.</param>
public sealed record AuditTarget(string Type, string Id)
{
    public AuditTarget(string type, Guid id) : this(type, id.ToString())
    {
    }
}
