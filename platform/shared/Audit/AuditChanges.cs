using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SaasPlatform.Shared.Http;

namespace SaasPlatform.Shared.Audit;

/// <summary>One field of a change as it is stored.</summary>
/// <param name="Field">Its name in the API.</param>
/// <param name="Before">Its value before; none where there was none, several where the field is a list.</param>
/// <param name="After">Its value after.</param>
/// <param name="IsPersonal">Whether the values are encrypted under the key of the person they are about.</param>
internal sealed record AuditChange(string Field, IReadOnlyList<string> Before, IReadOnlyList<string> After, bool IsPersonal = false);

/// <summary>What a change changed: exactly the fields that differ.</summary>
public sealed class AuditChanges
{
    /// <summary>As the API writes, but with words as they are.</summary>
    internal static readonly JsonSerializerOptions Json = Options();

    private readonly List<AuditChange> _open = [];
    private readonly List<(string Subject, AuditChange Change)> _personal = [];

    /// <summary>No field: what was done says it all.</summary>
    public static AuditChanges None => new();

    /// <summary>Whether nothing differs.</summary>
    public bool AreNone => _open.Count + _personal.Count == 0;

    /// <summary>The subjects whose keys are needed.</summary>
    internal IEnumerable<string> Subjects => _personal.Select(p => p.Subject);

    /// <summary>Compares two states of a thing, field by field as the API writes them. Nothing personal belongs into them.</summary>
    /// <param name="before">An object, of which a copy is taken; null for what did not exist.</param>
    /// <param name="after">An object; null for what exists no more.</param>
    public static AuditChanges Between(object? before, object? after)
    {
        var (old, current) = (Fields(before), Fields(after));
        var changes = new AuditChanges();
        foreach (var field in old.Concat(current).Select(f => f.Key).Distinct())
        {
            var change = new AuditChange(field, Values(old[field]), Values(current[field]));
            if (!change.Before.SequenceEqual(change.After))
                changes._open.Add(change);
        }

        return changes;
    }

    /// <summary>Adds a value about a person, to be encrypted under that person's key.</summary>
    /// <param name="subject">The account id, or the e-mail address as it is compared.</param>
    /// <param name="field">The name of the field.</param>
    /// <param name="before">The value before; null for none.</param>
    /// <param name="after">The value after.</param>
    public AuditChanges WithPersonal(string subject, string field, string? before, string? after)
    {
        if (before != after)
            _personal.Add((subject, new(field, before is null ? [] : [before], after is null ? [] : [after], IsPersonal: true)));
        return this;
    }

    /// <summary>The text that an entry stores.</summary>
    internal string Write(Guid entry, IReadOnlyDictionary<string, SubjectKey> keys) => JsonSerializer.Serialize(
        _open.Concat(_personal.Select(p => p.Change with
        {
            Before = [.. p.Change.Before.Select(v => PersonalValue.Encrypt(keys[p.Subject], entry, p.Change.Field, v))],
            After = [.. p.Change.After.Select(v => PersonalValue.Encrypt(keys[p.Subject], entry, p.Change.Field, v))],
        })),
        Json);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    internal static IReadOnlyList<AuditChange> Read(string text) => JsonSerializer.Deserialize<List<AuditChange>>(text, Json) ?? [];

    private static JsonObject Fields(object? state) => state is null ? [] : JsonSerializer.SerializeToNode(state, state.GetType(), Json)!.AsObject();

    private static List<string> Values(JsonNode? value) => value switch
    {
        null => [],
        JsonArray list => [.. list.Select(v => v!.ToString())],
        JsonObject inner => [inner.ToJsonString(Json)],
        _ => [value.ToString()],
    };

    private static JsonSerializerOptions Options()
    {
        // Words stay readable for whoever looks into the database.
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        HttpConventions.ApplyTo(json);
        return json;
    }
}
