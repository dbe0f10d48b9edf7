using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace SaasPlatform.Platform.Tests;

/// <summary>Another address of a database, at which nobody listens until it is opened.</summary>
internal sealed class Detour : IDisposable
{
    private readonly NpgsqlConnectionStringBuilder _target;
    private readonly int _port = ServiceProcess.FreePort();
    private readonly TcpListener _listener;

    public Detour(string connectionString)
    {
        _target = new NpgsqlConnectionStringBuilder(connectionString);
        _listener = new TcpListener(IPAddress.Loopback, _port);
    }

    public string ConnectionString => new NpgsqlConnectionStringBuilder(_target.ConnectionString) { Host = "127.0.0.1", Port = _port }.ConnectionString;

    public void Open()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = JoinAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task JoinAsync(TcpClient from)
    {
        using var near = from;
        using var far = new TcpClient();
        await far.ConnectAsync(_target.Host!, _target.Port);
        await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream()), far.GetStream().CopyToAsync(near.GetStream()));
    }
}
