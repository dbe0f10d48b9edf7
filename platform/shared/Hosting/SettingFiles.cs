using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;

namespace SaasPlatform.Shared.Hosting;

/// <summary>
/// Settings whose value stands in a file, as container engines mount secrets: <c>…__FILE</c> behind the name of any setting
/// (<c>PLATFORM_Database__ConnectionString__FILE=/run/secrets/connection</c>).
/// </summary>
internal static class SettingFiles
{
    public const string Suffix = ":FILE";

    /// <summary>More is no setting; a device would never end.</summary>
    private const int MaxBytes = 1_024 * 1_024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the files; white space around a value does not belong to it.</summary>
    /// <exception cref="StartFailureException">A file cannot be read, or the setting has a value of its own too.</exception>
    public static void AddSettingFiles(this ConfigurationManager configuration)
    {
        var values = new Dictionary<string, string?>();
        var failures = new List<string>();
        foreach (var (key, path) in configuration.AsEnumerable())
        {
            if (!key.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) || string.IsNullOrEmpty(path))
                continue;

            var setting = key[..^Suffix.Length];
            try
            {
                values[setting] = HasValue(configuration, setting)
                    ? throw new StartFailureException($"Set {setting} or {setting}__FILE, not both.")
                    : Read(path);
            }
            catch (Exception failure) when (failure is StartFailureException)
            {
                failures.Add(failure.Message);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                failures.Add($"{setting}__FILE cannot be read: {failure.Message}");
            }
        }

        if (failures.Count > 0)
            throw new StartFailureException(string.Join(" ", failures));
        configuration.AddInMemoryCollection(values);
    }

    /// <summary>Whether the operator gave the value too; what stands beside the binaries is a default that a file may replace.</summary>
    private static bool HasValue(ConfigurationManager configuration, string setting) => ((IConfigurationRoot)configuration).Providers
        .Where(p => p is not JsonConfigurationProvider)
        .Any(p => p.TryGet(setting, out var value) && !string.IsNullOrEmpty(value));

    private static string Read(string path)
    {
        using var file = File.OpenRead(path);
        var content = new byte[MaxBytes + 1];
        var length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        if (length > MaxBytes)
            throw new IOException($"{path} holds more than {MaxBytes} bytes.");
        try
        {
            var value = Utf8.GetString(content, 0, length).Trim('\uFEFF').Trim();
            return value.Length > 0 ? value : throw new IOException($"{path} is empty.");
        }
        catch (DecoderFallbackException e)
        {
            throw new IOException($"{path} holds no text.", e);
        }
    }
}
