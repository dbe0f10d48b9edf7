using System.Text.Json;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.Shared.Russia;

namespace SaasPlatform.CompanyApi.Registry;

/// <summary>
/// Reads what DaData answers. It is another's data: whatever is missing, of another type or too long is taken for unknown, and
/// only what is needed is read, so that names of managers, founders and owners are never in our hands.
/// </summary>
internal static class DaDataAnswer
{
    /// <exception cref="JsonException">It is no such answer, or none of its suggestions can be understood.</exception>
    public static IReadOnlyList<RegistryRecord> Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        if (Member(document.RootElement, "suggestions") is not { ValueKind: JsonValueKind.Array } suggestions)
            throw new JsonException("The answer holds no suggestions.");

        var records = suggestions.EnumerateArray().Select(Record).OfType<RegistryRecord>().ToList();
        return records.Count > 0 || suggestions.GetArrayLength() == 0 ? records : throw new JsonException("No suggestion can be understood.");
    }

    private static RegistryRecord? Record(JsonElement suggestion)
    {
        if (Member(suggestion, "data") is not { } data || Text(data, "inn", Inn.PersonLength) is not { } inn || !Inn.IsValid(inn))
            return null;

        var name = Member(data, "name");
        var shortName = Text(name, "short_with_opf", Company.NameLength);
        if ((Text(name, "full_with_opf", RegistryEntry.FullNameLength) ?? shortName ?? Text(suggestion, "value", Company.NameLength)) is not { } fullName)
            return null;

        var state = Member(data, "state");
        var status = Text(state, "status", 20) switch
        {
            "ACTIVE" => RegistryStatus.Active,
            "LIQUIDATING" => RegistryStatus.Liquidating,
            "LIQUIDATED" => RegistryStatus.Liquidated,
            "REORGANIZING" => RegistryStatus.Reorganizing,
            "BANKRUPT" => RegistryStatus.Bankrupt,
            _ => (RegistryStatus?)null,
        };
        return new RegistryRecord
        {
            Inn = inn,
            Kpp = Text(data, "kpp", Kpp.Length) is { } kpp && Kpp.IsValid(kpp) ? kpp : null,
            Ogrn = Text(data, "ogrn", Ogrn.SoleProprietorLength) is { } ogrn && (Ogrn.IsLegalEntity(ogrn) || Ogrn.IsSoleProprietor(ogrn)) ? ogrn : null,
            FullName = fullName,
            ShortName = shortName,
            LegalAddress = Text(Member(data, "address"), "value", Company.AddressLength),
            Okved = Text(data, "okved", RegistryEntry.OkvedLength),
            Status = status,
            StatusDate = status == RegistryStatus.Liquidated ? Day(state, "liquidation_date") : null,
            RegistrationDate = Day(state, "registration_date") ?? Day(data, "ogrn_date"),
            IsBranch = Text(data, "branch_type", 20) == "BRANCH",
        };
    }

    private static JsonElement? Member(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var member) ? member : null;

    /// <summary>One line of text; null where there is none, or one that is too long to be what it should be.</summary>
    private static string? Text(JsonElement? parent, string name, int maxLength)
    {
        if (Member(parent, name) is not { ValueKind: JsonValueKind.String } member)
            return null;
        try
        {
            // Control characters would forge lines elsewhere, and PostgreSQL stores no NUL.
            var words = string.Concat(member.GetString()!.Select(c => char.IsControl(c) ? ' ' : c)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var text = string.Join(' ', words);
            return text.Length > 0 && text.Length <= maxLength ? text : null;
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("The answer holds text that is no Unicode.", e);
        }
    }

    /// <summary>A day, which DaData writes as the milliseconds of its midnight in UTC.</summary>
    private static DateOnly? Day(JsonElement? parent, string name)
    {
        if (Member(parent, name) is not { ValueKind: JsonValueKind.Number } member || !member.TryGetInt64(out var milliseconds))
            return null;
        return milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime)
            : null;
    }
}
