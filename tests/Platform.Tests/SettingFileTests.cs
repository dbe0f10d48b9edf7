using System.Text;
using Xunit;

namespace SaasPlatform.Platform.Tests;

/// <summary>A setting's value may stand in a file that …__FILE names.</summary>
public sealed class SettingFileTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData(" no-number \n")]
    [InlineData("\uFEFFno-number\r\n")]
    public async Task File_GivesTheValueWithoutWhiteSpaceAroundIt(string content)
    {
        await File.WriteAllTextAsync(_file, content);

        var error = await RefusalAsync(("PLATFORM_Http__MaxRequestBodySize__FILE", _file));

        Assert.Contains("'no-number'", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nowhere/at-all")]
    [InlineData("/")]
    public async Task File_ThatCannotBeReadIsNamedWithItsSetting(string path)
    {
        var error = await RefusalAsync(("PLATFORM_Database__ConnectionString__FILE", path));

        Assert.Contains("Database:ConnectionString__FILE cannot be read", error, StringComparison.Ordinal);
        Assert.Contains($"'{path}", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is empty.")]
    [InlineData(" \n", "is empty.")]
    [InlineData("\u00FF\u00FE", "holds no text.")]
    public async Task File_WithoutAValueIsRefused(string latin1, string reason)
    {
        await File.WriteAllBytesAsync(_file, Encoding.Latin1.GetBytes(latin1));

        var error = await RefusalAsync(("PLATFORM_Database__ConnectionString__FILE", _file));

        Assert.Contains($"Database:ConnectionString__FILE cannot be read: {_file} {reason}", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_OfMoreThanAMebibyteIsRefused()
    {
        await File.WriteAllTextAsync(_file, new string('a', 1_024 * 1_024 + 1));

        var error = await RefusalAsync(("PLATFORM_Database__ConnectionString__FILE", _file));

        Assert.Contains($"Database:ConnectionString__FILE cannot be read: {_file} holds more than 1048576 bytes.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryFile_ThatIsWrongIsNamed()
    {
        var error = await RefusalAsync(("PLATFORM_Database__ConnectionString__FILE", "/nowhere/at-all"), ("COMPANY_Http__CertificatePassword__FILE", _file));

        Assert.Contains("Database:ConnectionString__FILE cannot be read", error, StringComparison.Ordinal);
        Assert.Contains("Http:CertificatePassword__FILE cannot be read", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_BesideAValueIsRefused()
    {
        var error = await RefusalAsync(("PLATFORM_Database__ConnectionString__FILE", _file), ("COMPANY_Database__ConnectionString", "Host=localhost"));

        Assert.Contains("Set Database:ConnectionString or Database:ConnectionString__FILE, not both.", error, StringComparison.Ordinal);
    }

    private static async Task<string> RefusalAsync(params (string Name, string? Value)[] settings)
    {
        var (exitCode, _, errors) = await ServiceProcess.ToItsEndAsync("Company", settings.ToDictionary(s => s.Name, s => s.Value));
        Assert.Equal(1, exitCode);
        return Assert.Single(errors);
    }
}
