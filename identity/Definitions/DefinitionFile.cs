using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SaasPlatform.Identity.Definitions;

/// <summary>Reads a list of definitions from JSON. The serializer stops at the first fault; an operator wants all of them.</summary>
public static class DefinitionFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        AllowTrailingCommas = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private static readonly JsonDocumentOptions Reading = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    /// <exception cref="DefinitionException">The text is no such list; every fault is named.</exception>
    public static async Task<IReadOnlyList<T>> ReadAsync<T>(Stream file, CancellationToken cancellationToken)
    {
        JsonNode? root;
        try
        {
            root = await JsonNode.ParseAsync(file, documentOptions: Reading, cancellationToken: cancellationToken);
        }
        catch (JsonException wrong)
        {
            throw new DefinitionException([new("$", $"this is not JSON: {wrong.Message}")]);
        }

        var faults = Check(root, typeof(List<T>), "$").ToList();
        return faults.Count > 0 ? throw new DefinitionException(faults) : root.Deserialize<List<T>>(Json)!;
    }

    private static IEnumerable<Fault> Check(JsonNode? node, Type type, string path)
    {
        var contract = Json.GetTypeInfo(type);
        return (contract.Kind, node) switch
        {
            (JsonTypeInfoKind.Object, JsonObject entry) => CheckMembers(entry, contract, path),
            (JsonTypeInfoKind.Object, _) => [new(path, "an object is expected.")],
            (JsonTypeInfoKind.Enumerable, JsonArray list) => list.SelectMany((item, i) => Check(item, contract.ElementType!, $"{path}[{i}]")),
            (JsonTypeInfoKind.Enumerable, _) => [new(path, "a list is expected.")],
            _ => CheckValue(node, type, path),
        };
    }

    private static IEnumerable<Fault> CheckMembers(JsonObject entry, JsonTypeInfo contract, string path)
    {
        foreach (var (name, value) in entry)
        {
            var member = contract.Properties.FirstOrDefault(p => p.Name == name);
            if (member is null)
                yield return new($"{path}.{name}", "there is no such member; known are " + string.Join(", ", contract.Properties.Select(p => p.Name)) + ".");
            else if (value is not null || !member.IsSetNullable)
                foreach (var fault in Check(value, member.PropertyType, $"{path}.{name}"))
                    yield return fault;
        }

        foreach (var missing in contract.Properties.Where(p => p.IsRequired && !entry.ContainsKey(p.Name)))
            yield return new($"{path}.{missing.Name}", "is missing.");
    }

    private static IEnumerable<Fault> CheckValue(JsonNode? value, Type type, string path)
    {
        try
        {
            if (value is not null && value.Deserialize(type, Json) is not null)
                return [];
        }
        catch (JsonException)
        {
        }

        return [new(path, $"{Given(value, type)} is not {Expected(type)}.")];
    }

    /// <summary>A wrong value is shown where it is one of few; elsewhere it may be a secret.</summary>
    private static string Given(JsonNode? value, Type type) => value?.GetValueKind() switch
    {
        null => "null",
        JsonValueKind.String => Plain(type).IsEnum ? value.ToJsonString() : "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        _ => value.ToJsonString(),
    };

    private static string Expected(Type type)
    {
        var plain = Plain(type);
        if (plain == typeof(string))
            return "a text";
        if (plain == typeof(bool))
            return "true or false";
        if (plain == typeof(TimeSpan))
            return "a duration as [days.]hh:mm:ss";
        return plain.IsEnum ? "one of " + string.Join(", ", Enum.GetNames(plain).Select(JsonNamingPolicy.CamelCase.ConvertName)) : "an object of texts";
    }

    private static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
