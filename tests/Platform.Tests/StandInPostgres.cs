using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SaasPlatform.Platform.Tests;

/// <summary>Something that listens where PostgreSQL should and refuses every connection with one code.</summary>
internal sealed class StandInPostgres : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _sqlState;

    public StandInPostgres(string sqlState)
    {
        _sqlState = sqlState;
        _listener.Start();
        _ = ServeAsync();
    }

    public string ConnectionString => $"Host=127.0.0.1;Port={((IPEndPoint)_listener.LocalEndpoint).Port};Database=d;Username=u;Password=p;SSL Mode=Disable;GSS Encryption Mode=Disable";

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var connection = await _listener.AcceptTcpClientAsync();
                var stream = connection.GetStream();
                var length = new byte[4];
                await stream.ReadExactlyAsync(length);
                await stream.ReadExactlyAsync(new byte[BinaryPrimitives.ReadInt32BigEndian(length) - 4]);
                await stream.WriteAsync(Error());
            }
        }
        catch (Exception failure) when (failure is SocketException or IOException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    /// <summary>The message ErrorResponse: severity, code and text as zero-terminated fields.</summary>
    private byte[] Error()
    {
        var fields = Encoding.ASCII.GetBytes($"SFATAL\0VFATAL\0C{_sqlState}\0Mrefused by the stand-in\0\0");
        var message = new byte[5 + fields.Length];
        message[0] = (byte)'E';
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(1), 4 + fields.Length);
        fields.CopyTo(message, 5);
        return message;
    }
}
