using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SaasPlatform.Identity.Clients;
using SaasPlatform.Identity.Resources;
using Xunit;

namespace SaasPlatform.Identity.Tests;

/// <summary>The JSON schemas in docs/ know the members that the commands take, and no other.</summary>
public sealed class DefinitionSchemaTests
{
    [Fact]
    public void Clients_HaveTheMembersOfTheSchema() => AssertSame(typeof(ClientDefinition), Schema("clients")["items"]!);

    [Fact]
    public void Scopes_HaveTheMembersOfTheSchema()
    {
        var schema = Schema("scopes");
        AssertSame(typeof(ResourceDefinition), schema["items"]!);
        AssertSame(typeof(ScopeDefinition), schema["items"]!["properties"]!["scopes"]!["items"]!);
        AssertSame(typeof(LocalizedText), schema["$defs"]!["text"]!);
    }

    private static void AssertSame(Type type, JsonNode schema)
    {
        var members = type.GetProperties().Where(p => p.GetCustomAttributes(typeof(JsonIgnoreAttribute), false).Length == 0).ToList();
        Assert.Equal(members.Select(Name).Order(), schema["properties"]!.AsObject().Select(p => p.Key).Order());
        Assert.Equal(members.Where(p => p.IsDefined(typeof(RequiredMemberAttribute), false)).Select(Name).Order(), schema["required"]!.AsArray().Select(r => r!.ToString()).Order());
        Assert.False(schema["additionalProperties"]!.GetValue<bool>());
    }

    private static string Name(System.Reflection.PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private static JsonNode Schema(string noun, [CallerFilePath] string path = "") =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(path)!, $"../../docs/{noun}.schema.json")))!;
}
