using System.Buffers.Text;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace SaasPlatform.Shared.Http;

/// <summary>
/// Which page of a list, newest first, by keyset: the next page starts after the last id seen, so the last page costs what
/// the first does and nothing is skipped or repeated while rows are added. Bind it with <c>[AsParameters]</c>.
/// </summary>
public sealed class PageRequest
{
    private const byte Format = 1;
    private const int CursorBytes = 17;

    /// <summary>How many items at most.</summary>
    [Range(1, 100), DefaultValue(25), Description("How many items at most, 1 to 100; 25 when absent.")]
    public int? Limit { get; init; }

    /// <summary>Where the page starts: the <c>nextCursor</c> of the page before it.</summary>
    [Description("The nextCursor of the page before; absent for the first page. Opaque.")]
    public string? Cursor { get; init; }

    /// <summary>The limit that holds.</summary>
    public int Size() => Limit ?? 25;

    /// <summary>The last id of the page before; null on the first.</summary>
    /// <exception cref="RequestProblemException">400 <c>invalid_cursor</c>: the cursor is not one that this service gave.</exception>
    public Guid? After() => Cursor is null ? null : Decode(Cursor);

    /// <summary>Reads the page, newest first.</summary>
    /// <param name="query">What the caller may see.</param>
    /// <param name="key">The UUIDv7 whose order is the order of creation; an index should lead to it.</param>
    /// <param name="select">The item of the answer.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <exception cref="RequestProblemException">400 <c>invalid_cursor</c>: the cursor is not one that this service gave.</exception>
    public async Task<Page<TItem>> ReadAsync<TEntity, TItem>(
        IQueryable<TEntity> query,
        Expression<Func<TEntity, Guid>> key,
        Expression<Func<TEntity, TItem>> select,
        CancellationToken cancellationToken)
    {
        if (After() is { } last)
            query = query.Where(Before(key, last));

        var limit = Size();
        var rows = await query
            .OrderByDescending(key)
            .Take(limit + 1)
            .Select(WithKey(key, select))
            .ToListAsync(cancellationToken);

        var more = rows.Count > limit;
        return new(rows.Take(limit).Select(row => row.Item).ToList(), more ? Encode(rows[limit - 1].Key) : null);
    }

    private static Expression<Func<TEntity, bool>> Before<TEntity>(Expression<Func<TEntity, Guid>> key, Guid last)
    {
        // Read from an object, as a lambda's closure is, so that the value becomes a parameter of one cached query.
        Expression<Func<Guid>> value = () => last;
        return Expression.Lambda<Func<TEntity, bool>>(Expression.LessThan(key.Body, value.Body), key.Parameters);
    }

    private static Expression<Func<TEntity, Row<TItem>>> WithKey<TEntity, TItem>(
        Expression<Func<TEntity, Guid>> key, Expression<Func<TEntity, TItem>> select)
    {
        var item = ReplacingExpressionVisitor.Replace(select.Parameters[0], key.Parameters[0], select.Body);
        return Expression.Lambda<Func<TEntity, Row<TItem>>>(
            Expression.MemberInit(
                Expression.New(typeof(Row<TItem>)),
                Expression.Bind(typeof(Row<TItem>).GetProperty(nameof(Row<TItem>.Key))!, key.Body),
                Expression.Bind(typeof(Row<TItem>).GetProperty(nameof(Row<TItem>.Item))!, item)),
            key.Parameters);
    }

    private static string Encode(Guid id)
    {
        Span<byte> bytes = stackalloc byte[CursorBytes];
        bytes[0] = Format;
        id.TryWriteBytes(bytes[1..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }

    private static Guid Decode(string cursor)
    {
        Span<byte> bytes = stackalloc byte[CursorBytes];
        if (cursor.Length == Base64Url.GetEncodedLength(CursorBytes)
            && Base64Url.IsValid(cursor)
            && Base64Url.TryDecodeFromChars(cursor, bytes, out _)
            && bytes[0] == Format)
        {
            return new Guid(bytes[1..], bigEndian: true);
        }

        throw new RequestProblemException(
            StatusCodes.Status400BadRequest, ProblemCodes.InvalidCursor, "The cursor is not one that this list gave.",
            "Send the nextCursor of the page before unchanged, or none for the first page.");
    }

    private sealed class Row<TItem>
    {
        public Guid Key { get; init; }

        public TItem Item { get; init; } = default!;
    }
}
