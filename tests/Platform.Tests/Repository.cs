namespace SaasPlatform.Platform.Tests;

/// <summary>Where things lie in the repository.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string FolderOf(string assembly) => assembly switch
    {
        "Identity" => "identity",
        "Host" => "platform/host",
        _ => "apis/" + assembly.ToLowerInvariant(),
    };

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "SaasPlatform.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests run outside the repository.");
    }
}
