namespace SaasPlatform.Shared.Audit;

/// <summary>Who made a change.</summary>
/// <param name="Kind">A person, a client that acted for itself, or the platform.</param>
/// <param name="Id">The account id of a person, the client id of a client, the name of a service.</param>
/// <param name="Name">The name that the person goes by today; null where it is not known here.</param>
/// <param name="ClientId">The client through which the request came.</param>
public sealed record AuditActorResponse(AuditActorKind Kind, string Id, string? Name, string? ClientId);

/// <summary>What a change was made to.</summary>
/// <param name="Type">What kind of thing, as <c>member</c>.</param>
/// <param name="Id">Its id.</param>
public sealed record AuditTargetResponse(string Type, string Id);

/// <summary>One field that a change changed.</summary>
/// <param name="Field">Its name in this API.</param>
/// <param name="Before">Its value before: empty where there was none, several where the field is a list.</param>
/// <param name="After">Its value after.</param>
/// <param name="IsErased">Whether the values were about a person and are erased.</param>
public sealed record AuditChangeResponse(string Field, IReadOnlyList<string> Before, IReadOnlyList<string> After, bool IsErased);

/// <summary>A change: who did what to what, when, from where.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">What, as <c>member.changed</c>.</param>
/// <param name="Target">To what.</param>
/// <param name="Changes">Exactly the fields that changed.</param>
/// <param name="IpAddress">Where the request came from; null where it is erased, or was none of a person's.</param>
/// <param name="UserAgent">The browser or program of the request, as it named itself.</param>
/// <param name="IsErased">Whether what it said about a person is erased.</param>
/// <param name="TraceId">The trace of the request, as problems and logs have it.</param>
/// <param name="Batch">The sealed batch that it is in; null until it is sealed.</param>
public sealed record AuditEntryResponse(
    Guid Id, DateTimeOffset At, AuditActorResponse Actor, string Action, AuditTargetResponse Target, IReadOnlyList<AuditChangeResponse> Changes,
    string? IpAddress, string? UserAgent, bool IsErased, string? TraceId, long? Batch);
