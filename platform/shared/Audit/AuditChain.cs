using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SaasPlatform.Shared.Audit;

/// <summary>
/// The bytes that are hashed: fields in a fixed order, each with its length before it, so that no two entries give the same. What
/// is encrypted is hashed as it is stored: a key that is destroyed breaks nothing.
/// </summary>
internal static class AuditChain
{
    public const int HashBytes = SHA256.HashSizeInBytes;

    /// <summary>The bytes of one entry in <see cref="AuditBatch.Entries"/>: id and hash.</summary>
    public const int LeafBytes = IdBytes + HashBytes;

    private const int IdBytes = 16;

    public static byte[] Leaf(AuditEntry entry)
    {
        var leaf = new byte[LeafBytes];
        entry.Id.TryWriteBytes(leaf, bigEndian: true, out _);
        HashOf(entry).CopyTo(leaf, IdBytes);
        return leaf;
    }

    public static Guid IdOf(ReadOnlySpan<byte> leaf) => new(leaf[..IdBytes], bigEndian: true);

    public static byte[] HashOf(AuditBatch batch) => Hash(
        "saasplatform.audit.batch.1", Number(batch.Number), Number(batch.SealedAt.UtcTicks), Convert.ToHexStringLower(batch.PreviousHash), Convert.ToHexStringLower(batch.Entries));

    private static byte[] HashOf(AuditEntry e) => Hash(
        "saasplatform.audit.entry.1", e.Id.ToString(), Number(e.At.UtcTicks), e.TenantId.ToString(), e.ActorKind.ToString(), e.ActorId, e.ClientId, e.Action,
        e.TargetType, e.TargetId, e.Changes, e.Address, e.UserAgent, e.TraceId);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static byte[] Hash(params ReadOnlySpan<string?> fields)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var field in fields)
        {
            var bytes = field is null ? null : Encoding.UTF8.GetBytes(field);
            // Nothing is not the same as an empty text.
            BinaryPrimitives.WriteInt32BigEndian(length, bytes?.Length ?? -1);
            hash.AppendData(length);
            hash.AppendData(bytes ?? []);
        }

        return hash.GetHashAndReset();
    }
}
