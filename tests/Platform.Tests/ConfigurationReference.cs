using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.CompanyApi;
using SaasPlatform.Identity;
using SaasPlatform.PartnerApi;
using SaasPlatform.Shared.Hosting;
using SaasPlatform.UserApi;

namespace SaasPlatform.Platform.Tests;

/// <summary>Writes docs/configuration.md from what the services register, their XML documentation and their settings files.</summary>
internal static partial class ConfigurationReference
{
    private static readonly (string Name, Func<string[], Action<WebApplicationBuilder>?, WebApplication> Create)[] Services =
        [("identity", IdentityApp.Create), ("company", CompanyApp.Create), ("user", UserApp.Create), ("partner", PartnerApp.Create)];

    private static readonly Dictionary<string, XElement> Members = AppDomainXml();

    /// <summary>The names of all settings of all services, a line each.</summary>
    public static async Task<string> NamesAsync() =>
        string.Concat((await ReadAsync()).Select(s => s.Setting.Name).Distinct().Order(StringComparer.Ordinal).Select(n => n + "\n"));

    public static async Task<string> WriteAsync()
    {
        var text = new StringBuilder("""
            # Configuration

            Every setting of every service, written by a test from the code. Change the code, then run
            `UPDATE_CONFIGURATION=1 dotnet test tests/Platform.Tests --filter ConfigurationReferenceTests`.

            A variable with the prefix `PLATFORM_` is for every service, with `IDENTITY_`, `COMPANY_`, `USER_` or `PARTNER_` for one, over the common one. Behind any of them `__FILE` names a file that
            holds the value. On the command line a setting is `--Section:Key=value`. `<service> config check` finds what is wrong or misspelt without starting anything.


            """.ReplaceLineEndings("\n"));
        var settings = await ReadAsync();
        foreach (var section in settings.GroupBy(s => s.Setting.Name.Contains(':', StringComparison.Ordinal) ? s.Setting.Name.Split(':')[0] : "").OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"## {(section.Key.Length == 0 ? "(no section)" : section.Key)}\n\n");
            text.Append("| setting, variable | services | type | default | rule | meaning |\n|---|---|---|---|---|---|\n");
            foreach (var group in section.GroupBy(s => s.Setting.Name).OrderBy(g => g.Key, StringComparer.Ordinal))
                text.Append(Row(group.First().Setting, [.. group.Select(s => s.Service)]));
            text.Append('\n');
        }

        return text.ToString().TrimEnd() + "\n";
    }

    private static string Row(KnownSetting setting, string[] services)
    {
        var prefix = services.Length == 1 ? services[0].ToUpperInvariant() : "PLATFORM";
        var variable = $"{prefix}_{setting.Name.Replace(":*", setting.Name.EndsWith(":*", StringComparison.Ordinal) && setting.Member is not null ? ":0" : ":<name>", StringComparison.Ordinal).Replace(":", "__", StringComparison.Ordinal)}";
        var who = services.Length == Services.Length ? "all" : string.Join(", ", services);
        return $"| `{setting.Name}`<br>`{variable}` | {who} | {TypeOf(setting.Member)} | {Defaults(setting, services)} | {Rules(setting.Member)} | {Meaning(setting.Member)} |\n";
    }

    private static async Task<List<(string Service, KnownSetting Setting)>> ReadAsync()
    {
        var found = new List<(string, KnownSetting)>();
        foreach (var (name, create) in Services)
        {
            await using var app = create([$"--RootKey={Convert.ToBase64String(new byte[32])}"], null);
            found.AddRange(app.Services.GetRequiredService<SettingsCatalogue>().Settings.Select(s => (name, s)));
        }

        return found;
    }

    private static string TypeOf(PropertyInfo? member)
    {
        if (member is null)
            return "any";
        var type = Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;
        if (type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type))
            return "list";
        if (type.IsEnum)
            return string.Join(" or ", Enum.GetNames(type).Select(n => $"`{n}`"));
        return type.Name switch { "String" => "text", "Uri" => "address", "Boolean" => "true or false", "TimeSpan" => "time `d.hh:mm:ss`", _ => "number" };
    }

    /// <summary>What the type does not say already.</summary>
    private static string Rules(PropertyInfo? member) => string.Join(", ", (member?.GetCustomAttributes<ValidationAttribute>() ?? []).Where(a => a is not EnumDataTypeAttribute).Select(a => a switch
    {
        RequiredAttribute => "required",
        RangeAttribute range => string.Create(CultureInfo.InvariantCulture, $"{range.Minimum} to {range.Maximum}"),
        StringLengthAttribute length => $"at most {length.MaximumLength} characters",
        EmailAddressAttribute => "e-mail address",
        _ => a.GetType().Name.Replace("Attribute", "", StringComparison.Ordinal),
    }));

    /// <summary>The default of the code, or of the files beside the binaries, which may differ in Development.</summary>
    private static string Defaults(KnownSetting setting, string[] services)
    {
        var inCode = setting.Default switch { null or "" => "", IEnumerable list and not string => list.Cast<object>().Any() ? "…" : "", bool b => b ? "true" : "false", var v => string.Create(CultureInfo.InvariantCulture, $"{v}") };
        var common = services.Select(s => InFile(s, $"{s}.settings.json", setting.Name) ?? inCode).Distinct().ToList();
        var development = services.Select(s => InFile(s, $"{s}.settings.Development.json", setting.Name)).OfType<string>().Distinct().ToList();
        var text = string.Join(" or ", common.Where(c => c.Length > 0).Select(c => $"`{c}`"));
        return development.Count == 0 ? text : $"{text}{(text.Length > 0 ? "; " : "")}Development: {string.Join(" or ", development.Select(d => $"`{d}`"))}";
    }

    private static string? InFile(string service, string file, string name)
    {
        var element = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, service == "identity" ? service : "apis/" + service, file))).RootElement;
        foreach (var part in name.Split(':').Where(p => p != "*"))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(part, out element))
                return null;
        }

        return element.ValueKind == JsonValueKind.Array ? string.Join(' ', element.EnumerateArray()) : element.ToString();
    }

    private static string Meaning(PropertyInfo? member) => member is null
        ? "Log levels by category, as `Logging:LogLevel:Default=Information`."
        : Members.TryGetValue($"P:{member.DeclaringType!.FullName}.{member.Name}", out var summary) ? Words(summary) : "";

    private static string Words(XElement summary) => Spaces().Replace(
        string.Concat(summary.Nodes().Select(n => n switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "see" } see => $"`{see.Attribute("cref")?.Value.Split('.')[^1]}`",
            XElement element => $"`{element.Value}`",
            _ => "",
        })),
        " ").Trim().Replace("|", "\\|", StringComparison.Ordinal);

    private static Dictionary<string, XElement> AppDomainXml() => new[] { "Shared", "Keys", "Identity", "Company", "User", "Partner" }
        .SelectMany(a => XDocument.Load(Path.Combine(AppContext.BaseDirectory, a + ".xml")).Descendants("member"))
        .Where(m => m.Element("summary") is not null)
        .GroupBy(m => m.Attribute("name")!.Value)
        .ToDictionary(g => g.Key, g => g.First().Element("summary")!);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
