namespace SaasPlatform.Shared.Hosting;

/// <summary>A service cannot start. The message is one line that names the cause and what would be right.</summary>
public sealed class StartFailureException(string message, Exception? inner = null) : Exception(message, inner);
