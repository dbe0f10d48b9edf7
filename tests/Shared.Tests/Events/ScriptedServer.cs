using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SaasPlatform.Shared.Tests.Events;

/// <summary>A server on the loopback interface that answers each connection with these very bytes, or not at all.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private int _requests;

    public ScriptedServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The answer; null for none, with the connection left open.</summary>
    public string? Answer { get; set; }

    public int Requests => _requests;

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(AnswerAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var received = new StringBuilder();
                var buffer = new byte[4096];
                while (!received.ToString().EndsWith("}}", StringComparison.Ordinal))
                    received.Append(Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer, _stop.Token)));
                Interlocked.Increment(ref _requests);
                if (Answer is null)
                    await Task.Delay(Timeout.Infinite, _stop.Token);
                await stream.WriteAsync(Encoding.ASCII.GetBytes(Answer!), _stop.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                // The test is over, or the sender went away.
            }
        }
    }
}
