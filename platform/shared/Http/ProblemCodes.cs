namespace SaasPlatform.Shared.Http;

/// <summary>The codes that any operation of any service may answer with. Once published a code never changes.</summary>
public static class ProblemCodes
{
    public const string ValidationFailed = "validation_failed";
    public const string MalformedJson = "malformed_json";
    public const string InvalidParameter = "invalid_parameter";
    public const string InvalidCursor = "invalid_cursor";
    public const string NotFound = "not_found";
    public const string InvalidIfMatch = "invalid_if_match";
    public const string PreconditionFailed = "precondition_failed";
    public const string PreconditionRequired = "precondition_required";
    public const string BodyTooLarge = "body_too_large";
    public const string UnsupportedMediaType = "unsupported_media_type";

    internal const string ValidationTitle = "Some fields are not valid.";
    internal const string PreconditionFailedTitle = "The resource has changed since you read it.";
    internal const string PreconditionFailedDetail = "Read it again, apply your change to that version and send its ETag in If-Match.";
}
