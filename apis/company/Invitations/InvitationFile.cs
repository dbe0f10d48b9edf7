using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using SaasPlatform.Shared.Http;

namespace SaasPlatform.CompanyApi.Invitations;

/// <summary>
/// A table of people to invite (RFC 4180), read record by record as it arrives: UTF-8 with or without a byte order mark, separated by commas or, as
/// spreadsheets in Russian write it, by semicolons. The first line names the columns.
/// </summary>
internal sealed class InvitationFile : IDisposable
{
    /// <summary>How many people one file may name: as many as a company may have invited.</summary>
    public const int MaxRecords = Invitation.PerCompany;

    /// <summary>How many characters a cell may have: room for the ids of all roles that a company can have.</summary>
    private const int MaxCell = 2_000;

    private static readonly string[] Required = ["email", "role"];
    private static readonly string[] Known = [.. Required, "language", "roleIds"];

    private readonly CsvParser _records;
    private readonly IReadOnlyList<string> _columns;
    private bool _isBad;

    private InvitationFile(StreamReader text, string delimiter, IReadOnlyList<string> columns)
    {
        _records = new CsvParser(text, Rules(delimiter, () => _isBad = true));
        _columns = columns;
    }

    /// <summary>The last line that was read, the header being the first.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>How many records were read.</summary>
    public int Records { get; private set; }

    /// <summary>Reads the header.</summary>
    /// <exception cref="RequestProblemException">It is not one of such a table.</exception>
    public static async Task<InvitationFile> OpenAsync(Stream body, CancellationToken cancellationToken)
    {
        // What is no UTF-8 becomes U+FFFD, and is told of its line.
        var text = new StreamReader(body, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var header = await text.ReadLineAsync(cancellationToken) ?? "";
        var delimiter = header.Contains(';', StringComparison.Ordinal) ? ";" : ",";
        using var parser = new CsvParser(new StringReader(header.TrimStart('\uFEFF')), Rules(delimiter, () => { }));
        var names = await parser.ReadAsync() ? parser.Record! : [];
        var columns = names.Select(n => Known.FirstOrDefault(k => k.Equals(n.Trim(), StringComparison.OrdinalIgnoreCase)) ?? "").ToList();
        if (columns.Contains("") || columns.Distinct().Count() != columns.Count || Required.Except(columns).Any())
        {
            text.Dispose();
            throw new RequestProblemException(
                StatusCodes.Status400BadRequest, "invalid_header", "The first line does not name the columns of invitations.",
                $"It names {string.Join(" and ", Required)}, and may name {string.Join(" and ", Known.Except(Required))}, once each, separated by commas or semicolons.");
        }

        return new(text, delimiter, columns);
    }

    /// <summary>Reads the next record; those without any text are passed over.</summary>
    /// <returns>Its cells by column, or why they cannot be told apart; null at the end of the file.</returns>
    /// <exception cref="MaxFieldSizeException">A cell is too long, as where a quotation mark is never closed: nothing after it can be read.</exception>
    public async Task<InvitationRecord?> NextAsync()
    {
        do
        {
            _isBad = false;
            if (!await _records.ReadAsync())
                return null;
            Line = 1 + _records.RawRow;
        }
        while (_records.Record!.All(string.IsNullOrWhiteSpace));

        Records++;
        var cells = _records.Record!;
        if (_records.RawRecord.Contains('\uFFFD', StringComparison.Ordinal))
            return InvitationRecord.Unreadable("invalid_encoding", "The line is not UTF-8. Save the file as “CSV UTF-8”.");
        // A quotation mark that is never closed takes in what follows, and the file may have been cut off.
        if (_isBad || _records.RawRecord.Count(c => c == '"') % 2 == 1)
            return InvitationRecord.Unreadable("malformed_line", "A quotation mark stands where none belongs, or is not closed.");
        return cells.Length == _columns.Count
            ? new(_columns.Zip(cells).ToDictionary(c => c.First, c => c.Second.Trim()))
            : InvitationRecord.Unreadable("malformed_line", string.Create(CultureInfo.InvariantCulture, $"The line has {cells.Length} cells, the header {_columns.Count}."));
    }

    public void Dispose() => _records.Dispose();

    private static CsvConfiguration Rules(string delimiter, Action bad) => new(CultureInfo.InvariantCulture)
    {
        Delimiter = delimiter,
        MaxFieldSize = MaxCell,
        BadDataFound = _ => bad(),
        IgnoreBlankLines = true,
        HasHeaderRecord = false,
    };
}
