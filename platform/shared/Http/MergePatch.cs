using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SaasPlatform.Shared.Http;

/// <summary>
/// The body of a PATCH: a JSON merge patch (RFC 7396), where a member that is absent leaves the value and null clears it.
/// <typeparamref name="T"/> is what may be changed, as a whole; bind it as a handler's parameter and merge it with
/// <c>TryApply</c> into the current values.
/// </summary>
public sealed class MergePatch<T> : IEndpointParameterMetadataProvider
    where T : class
{
    private readonly JsonObject patch;
    private readonly JsonSerializerOptions json;

    private MergePatch(JsonObject patch, JsonSerializerOptions json)
    {
        this.patch = patch;
        this.json = json;
    }

    /// <summary>Whether the patch says anything about a member, by its name in JSON.</summary>
    public bool Has(string member) => patch.ContainsKey(member);

    /// <summary>Merges the patch into the current values and checks the outcome by its data annotations.</summary>
    /// <param name="current">The values before.</param>
    /// <param name="changed">The values after; not to be stored when there are errors.</param>
    /// <param name="errors">Messages by camelCase field.</param>
    public bool TryApply(T current, out T changed, out IReadOnlyDictionary<string, string[]> errors) =>
        TryApply(current, _ => [], out changed, out errors);

    /// <summary>As the other, with rules that need to know more than the values.</summary>
    /// <param name="current">The values before.</param>
    /// <param name="rules">Checks of the values after, once their annotations hold.</param>
    /// <param name="changed">The values after; not to be stored when there are errors.</param>
    /// <param name="errors">Messages by camelCase field.</param>
    public bool TryApply(
        T current, Func<T, IEnumerable<ValidationResult>> rules, out T changed, out IReadOnlyDictionary<string, string[]> errors)
    {
        var merged = JsonSerializer.SerializeToNode(current, json)!.AsObject();
        Merge(merged, patch);
        changed = merged.Deserialize<T>(json)!;

        var results = new List<ValidationResult>();
        if (Validator.TryValidateObject(changed, new ValidationContext(changed), results, validateAllProperties: true))
            results.AddRange(rules(changed));
        errors = results
            .SelectMany(r => r.MemberNames, (r, member) => (Field: FieldNames.CamelCase(member), r.ErrorMessage))
            .GroupBy(e => e.Field, e => e.ErrorMessage ?? "The value is not valid.")
            .ToDictionary(g => g.Key, g => g.ToArray());
        return errors.Count == 0;
    }

    /// <summary>Reads the body.</summary>
    /// <exception cref="RequestProblemException">415 for another content type, 400 for a body that is no patch of these members.</exception>
    public static async ValueTask<MergePatch<T>?> BindAsync(HttpContext context)
    {
        MergePatchBody.RequireContentType(context.Request);
        var json = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var patch = await MergePatchBody.ReadAsync(context.Request, context.RequestAborted);
        MergePatchBody.Check(patch, json.GetTypeInfo(typeof(T)));
        return new(patch, json);
    }

    /// <inheritdoc />
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new AcceptsMetadata([MergePatchBody.ContentType], typeof(T), isOptional: false));
        builder.Metadata.Add(new PatchOf(typeof(T)));
        builder.Metadata.Add(new ProblemAnswer(StatusCodes.Status415UnsupportedMediaType));
    }

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is JsonObject inner && target[name] is JsonObject existing)
                Merge(existing, inner);
            else
                target[name] = value?.DeepClone();
        }
    }
}

/// <summary>Marks an operation's body as a patch, of which every member may be absent.</summary>
internal sealed record PatchOf(Type Document);
