using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace SaasPlatform.Shared.Http;

/// <summary>Documents a refusal that an operation may answer with, as <c>ProducesProblem</c> does for one it is called on.</summary>
internal sealed class ProblemAnswer(int status) : IProducesResponseTypeMetadata
{
    public Type? Type => typeof(ProblemDetails);

    public int StatusCode => status;

    public IEnumerable<string> ContentTypes => ["application/problem+json"];
}
