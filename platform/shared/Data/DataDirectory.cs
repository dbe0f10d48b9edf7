using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Shared.Data;

/// <summary>The folder of a service's SQLite file, and the lock that keeps a second process out of it.</summary>
internal sealed class DataDirectory(string directory, string service) : IDisposable
{
    private FileStream? _lock;

    public string File { get; } = Path.Combine(Path.GetFullPath(directory), service + ".db");

    /// <summary>Creates the folder and takes the lock; doing so twice is one.</summary>
    /// <exception cref="StartFailureException">The folder cannot be written, or another process uses it.</exception>
    public void Enter()
    {
        if (_lock is not null)
            return;

        var folder = Path.GetDirectoryName(File)!;
        try
        {
            CreateForOwner(folder);
            _lock = OpenForOwner(Path.ChangeExtension(File, ".lock"), FileShare.None);
            // SQLite gives the files beside it the mode of this one.
            OpenForOwner(File, FileShare.ReadWrite).Dispose();
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StartFailureException($"the folder {folder} cannot be written. Give the process's user write access, or name another with Database:Directory.", e);
        }
        catch (IOException e) when (Directory.Exists(folder))
        {
            throw new StartFailureException($"the data in {folder} is in use by another process. Stop that one, or name another folder with Database:Directory.", e);
        }
        catch (IOException e)
        {
            throw new StartFailureException($"the folder {folder} cannot be created: {e.Message}. Name another with Database:Directory.", e);
        }
    }

    private static FileStream OpenForOwner(string path, FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    /// <summary>The files hold personal data: a folder made here is its owner's alone.</summary>
    private static void CreateForOwner(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Dispose() => _lock?.Dispose();
}
