using System.Text.Json;
using Xunit;

namespace SaasPlatform.Platform.Tests;

/// <summary>Generators merge the services' documents: an operation id that two of them use is silently lost.</summary>
public sealed class OperationIdTests
{
    [Fact]
    public void OperationIds_AreUniqueOverAllServices()
    {
        var ids = new[] { "company", "user", "partner" }.SelectMany(OperationIds).ToList();

        Assert.True(ids.Count >= 13, $"Only {ids.Count} operations were found.");
        Assert.Empty(ids.GroupBy(id => id, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    private static IEnumerable<string> OperationIds(string service)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "apis", service, "openapi.json")));
        return document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject())
            .Select(operation => operation.Value.GetProperty("operationId").GetString()!)
            .ToList();
    }
}
