namespace SaasPlatform.UserApi;

internal static class UserScopes
{
    public const string Read = "users.read";
    public const string Write = "users.write";
}
