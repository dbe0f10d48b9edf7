namespace SaasPlatform.Shared.Http;

/// <summary>
/// Something that an operation needs cannot be reached. The platform answers 503 with <c>Retry-After</c>; nothing may have
/// been changed before it is thrown.
/// </summary>
/// <param name="code">The stable code, in snake_case.</param>
/// <param name="title">What cannot be reached, for a person.</param>
/// <param name="retryAfter">When it is worth coming back.</param>
/// <param name="inner">Why.</param>
public sealed class UnavailableException(string code, string title, TimeSpan retryAfter, Exception? inner = null) : Exception(title, inner)
{
    public string Code { get; } = code;

    public TimeSpan RetryAfter { get; } = retryAfter;
}
