using System.Security.Cryptography;
using SaasPlatform.Shared.Events;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Host;

/// <summary>
/// What a development machine keeps secret: made at random at the first start, in the data folder, for its owner's eyes
/// (mode 0600), and read again at the next start.
/// </summary>
internal sealed class DevelopmentSecrets
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _folder;

    /// <exception cref="StartFailureException">The folder cannot be written.</exception>
    public DevelopmentSecrets(string dataFolder)
    {
        DataFolder = Path.GetFullPath(dataFolder);
        _folder = Path.Combine(DataFolder, "secrets");
        try
        {
            CreateForOwner(DataFolder);
            CreateForOwner(_folder);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new StartFailureException($"the folder {DataFolder} cannot be written: {e.Message} Name another with --Database:Directory=…", e);
        }

        RootKeyFile = Path.Combine(_folder, "root.key");
        UserServiceKeyFile = Path.Combine(_folder, "user-service.pem");
        ReadOrCreate("root.key", () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        IdentityServiceKeyFile = Path.Combine(_folder, "identity-service.pem");
        ReadOrCreate("identity-service.pem", NewPrivateKey);
        EventSecret = ReadOrCreate("events.secret", WebhookSecret.Create);
        AuditKey = ReadOrCreate("audit-key.pem", NewSigningKey);
        UserServicePublicKey = PublicKeyOf(ReadOrCreate("user-service.pem", NewPrivateKey));
        CompanyServiceKeyFile = Path.Combine(_folder, "company-service.pem");
        CompanyServicePublicKey = PublicKeyOf(ReadOrCreate("company-service.pem", NewPrivateKey));
        WebClientSecret = ReadOrCreate("web-client.secret", NewSecret);
        WebAuthSecret = ReadOrCreate("web-auth.secret", NewSecret);
        PartnerClientSecret = ReadOrCreate("partner-client.secret", NewSecret);
        DemoPassword = ReadOrCreate("demo-user.password", NewSecret);
    }

    public string DataFolder { get; }

    public string RootKeyFile { get; }

    public string IdentityServiceKeyFile { get; }

    /// <summary>Signs events between services.</summary>
    public string EventSecret { get; }

    /// <summary>Signs the audit log.</summary>
    public string AuditKey { get; }

    public string UserServiceKeyFile { get; }

    public string UserServicePublicKey { get; }

    public string CompanyServiceKeyFile { get; }

    public string CompanyServicePublicKey { get; }

    public string WebClientSecret { get; }

    /// <summary>Encrypts the session cookie of the front end (<c>AUTH_SECRET</c>).</summary>
    public string WebAuthSecret { get; }

    public string PartnerClientSecret { get; }

    public string DemoPassword { get; }

    /// <summary>Writes a file that programs read settings from, replacing it whole.</summary>
    public string WriteFile(string name, IEnumerable<string> lines)
    {
        var path = Path.Combine(DataFolder, name);
        Write(path + ".new", string.Join('\n', lines) + "\n", FileMode.Create);
        File.Move(path + ".new", path, overwrite: true);
        return path;
    }

    private string ReadOrCreate(string name, Func<string> create)
    {
        var path = Path.Combine(_folder, name);
        if (!File.Exists(path))
            Write(path, create(), FileMode.CreateNew);
        return File.ReadAllText(path).Trim();
    }

    private static void CreateForOwner(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>The mode is given as the file is made: there is no moment in which others could read it.</summary>
    private static void Write(string path, string text, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using var writer = new StreamWriter(path, options);
        writer.Write(text);
    }

    /// <summary>256 bits, written so that they pass through shells, forms and environment files unescaped.</summary>
    private static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    private static string NewPrivateKey()
    {
        using var key = RSA.Create(2048);
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static string NewSigningKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static string PublicKeyOf(string privateKey)
    {
        using var key = RSA.Create();
        key.ImportFromPem(privateKey);
        return key.ExportSubjectPublicKeyInfoPem();
    }
}
