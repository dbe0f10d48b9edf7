using System.Security.Cryptography;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.Swagger;

namespace SaasPlatform.Shared.OpenApi;

/// <summary>The document as it is served: written once, because endpoints do not change while a service runs.</summary>
public sealed class DocumentBytes(IAsyncSwaggerProvider generator)
{
    private readonly Lazy<Task<(byte[] Json, string ETag)>> document = new(() => WriteAsync(generator));

    /// <summary>UTF-8 JSON, indented, and a strong entity tag of it.</summary>
    public Task<(byte[] Json, string ETag)> GetAsync() => document.Value;

    private static async Task<(byte[] Json, string ETag)> WriteAsync(IAsyncSwaggerProvider generator)
    {
        var model = await generator.GetSwaggerAsync(OpenApiDocument.Name);
        using var stream = new MemoryStream();
        await model.SerializeAsJsonAsync(stream, OpenApiSpecVersion.OpenApi3_1);
        var json = stream.ToArray();
        return (json, $"\"{Convert.ToHexStringLower(SHA256.HashData(json))[..16]}\"");
    }
}
