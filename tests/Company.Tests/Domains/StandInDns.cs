using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SaasPlatform.CompanyApi.Tests.Domains;

/// <summary>A DNS server on loopback, by UDP and TCP (RFC 1035), that has the TXT records it is told, and misbehaves where it is told to.</summary>
public sealed class StandInDns : IAsyncDisposable
{
    private const int ServerFailure = 2, NoSuchName = 3, Refused = 5;
    private const ushort Truncated = 0x0200;

    private readonly Socket _udp;
    private readonly TcpListener _tcp;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, string[][]> _records = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, string> _misbehaviour = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, int> _asked = new(StringComparer.OrdinalIgnoreCase);
    private readonly Task _work;

    private StandInDns(Socket udp, TcpListener tcp)
    {
        (_udp, _tcp) = (udp, tcp);
        _work = Task.WhenAll(ServeUdpAsync(), ServeTcpAsync());
    }

    public string Address => _udp.LocalEndPoint!.ToString()!;

    public static StandInDns Start()
    {
        // The same port for both.
        for (var attempt = 0; ; attempt++)
        {
            var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            udp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            var tcp = new TcpListener((IPEndPoint)udp.LocalEndPoint!);
            try
            {
                tcp.Start();
                return new(udp, tcp);
            }
            catch (SocketException) when (attempt < 20)
            {
                udp.Dispose();
                tcp.Dispose();
            }
        }
    }

    /// <summary>Publishes TXT records of one string each.</summary>
    public void Publish(string name, params string[] values) => _records[name] = [.. values.Select(v => new[] { v })];

    /// <summary>Publishes one TXT record of several strings.</summary>
    public void PublishInPieces(string name, params string[] pieces) => _records[name] = [pieces];

    public void Withdraw(string name) => _records.TryRemove(name, out _);

    /// <summary>Answers about this name as <see cref="Answer"/> says; null: as is right.</summary>
    public void Misbehave(string name, string? how) => _ = how is null ? _misbehaviour.TryRemove(name, out _) : (_misbehaviour[name] = how) is null;

    /// <summary>How often the name was asked for.</summary>
    public int Asked(string name) => _asked.GetValueOrDefault(name);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _udp.Dispose();
        _tcp.Dispose();
        await _work;
        _stop.Dispose();
    }

    private async Task ServeUdpAsync()
    {
        var buffer = new byte[4096];
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var received = await _udp.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), _stop.Token);
                if (Answer(buffer.AsSpan(0, received.ReceivedBytes), overTcp: false) is { } answer)
                    await _udp.SendToAsync(answer, received.RemoteEndPoint, _stop.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The caller is gone, or the server stops.
            }
        }
    }

    private async Task ServeTcpAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var client = await _tcp.AcceptTcpClientAsync(_stop.Token);
                await using var stream = client.GetStream();
                var length = new byte[2];
                await stream.ReadExactlyAsync(length, _stop.Token);
                var query = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                await stream.ReadExactlyAsync(query, _stop.Token);
                if (Answer(query, overTcp: true) is not { } answer)
                    continue;
                BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)answer.Length);
                await stream.WriteAsync(length, _stop.Token);
                await stream.WriteAsync(answer, _stop.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException or IOException)
            {
                // The caller is gone, or the server stops.
            }
        }
    }

    /// <returns>The answer; null for none.</returns>
    private byte[]? Answer(ReadOnlySpan<byte> query, bool overTcp)
    {
        var (name, end) = ReadName(query);
        var asked = _asked.AddOrUpdate(name, 1, (_, n) => n + 1);
        var question = query[12..(end + 4)];
        var id = BinaryPrimitives.ReadUInt16BigEndian(query);
        var records = _records.GetValueOrDefault(name) ?? [];
        return _misbehaviour.GetValueOrDefault(name) switch
        {
            "silent" => null,
            "first one lost" => asked == 1 ? null : Write(id, 0, question, records),
            "server failure" => Write(id, ServerFailure, question, []),
            "refused" => Write(id, Refused, question, []),
            "empty" => Write(id, 0, question, []),
            "garbage" => [.. Enumerable.Range(0, 40).Select(i => (byte)(i * 37))],
            "garbage after the header" => [.. Write(id, 0, question, [["x"]])[..12], .. Enumerable.Repeat((byte)0xC0, 30)],
            "cut off" => Write(id, 0, question, records)[..^9],
            "nothing" => [],
            "another id" => Write((ushort)(id + 1), 0, question, records),
            "truncated" => overTcp ? Write(id, 0, question, records) : Write(id, Truncated, question, []),
            "truncated, then closed" => overTcp ? null : Write(id, Truncated, question, []),
            _ => records.Length == 0 ? Write(id, NoSuchName, question, []) : Write(id, 0, question, records),
        };
    }

    private static (string Name, int End) ReadName(ReadOnlySpan<byte> query)
    {
        var labels = new List<string>();
        var at = 12;
        for (; query[at] != 0; at += query[at] + 1)
            labels.Add(Encoding.ASCII.GetString(query.Slice(at + 1, query[at])));
        return (string.Join('.', labels), at + 1);
    }

    private static byte[] Write(ushort id, int flags, ReadOnlySpan<byte> question, string[][] records)
    {
        var header = new byte[12];
        BinaryPrimitives.WriteUInt16BigEndian(header, id);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), (ushort)(0x8180 | flags));
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(4), 1);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(6), (ushort)records.Length);
        return [.. header, .. question, .. records.SelectMany(Record)];
    }

    private static byte[] Record(string[] strings)
    {
        byte[] data = [.. strings.SelectMany(s => (byte[])[(byte)s.Length, .. Encoding.ASCII.GetBytes(s)])];
        // The question's name, TXT, IN, a minute.
        return [0xC0, 12, 0, 16, 0, 1, 0, 0, 0, 60, (byte)(data.Length >> 8), (byte)data.Length, .. data];
    }
}
