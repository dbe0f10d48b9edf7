using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace SaasPlatform.Testing;

/// <summary>How the stand-in treats its next connection; afterwards it behaves again.</summary>
public enum Misbehaviour
{
    None,
    SaysNothing,
    Greets421,
    SpeaksGarbage,
    RefusesRecipientForNow,
    RefusesRecipientForGood,
    RefusesSenderForGood,
    RefusesMailForNow,
    RefusesMailForGood,
    DropsAfterGreeting,
    DropsInsideTheMail,
    DropsAfterTheMail,
    RepeatsTheAddressInItsRefusal,
}

/// <summary>What was handed over.</summary>
public sealed record HandedOver(string From, string To, string Data, bool Encrypted, string? Credentials);

/// <summary>A mail server on the loopback address that does as it is told, once a connection.</summary>
public sealed class StandInMailServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2? _certificate;

    /// <param name="startTls">Whether it offers STARTTLS, with a certificate that nobody trusts.</param>
    /// <param name="implicitTls">Whether it speaks TLS from the first byte.</param>
    public StandInMailServer(bool startTls = false, bool implicitTls = false)
    {
        (OffersStartTls, ImplicitTls) = (startTls, implicitTls);
        _certificate = startTls || implicitTls ? SelfSigned() : null;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public ConcurrentQueue<Misbehaviour> Next { get; } = new();

    /// <summary>Every mail that was sent to its end, also where the answer never came.</summary>
    public ConcurrentQueue<HandedOver> Mails { get; } = new();

    public ConcurrentQueue<string> Commands { get; } = new();

    /// <summary>Whether it takes addresses that are not ASCII.</summary>
    public bool OffersUtf8 { get; init; }

    private bool OffersStartTls { get; }

    private bool ImplicitTls { get; }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _certificate?.Dispose();
        _stop.Dispose();
    }

    /// <summary>A port where nobody listens.</summary>
    public static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                Stream stream = client.GetStream();
                if (ImplicitTls)
                    stream = await EncryptAsync(stream);
                await TalkAsync(stream, Next.TryDequeue(out var told) ? told : Misbehaviour.None);
            }
            catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException or OperationCanceledException or ObjectDisposedException)
            {
                // The other side has gone.
            }
        }
    }

    private async Task<SslStream> EncryptAsync(Stream stream)
    {
        var encrypted = new SslStream(stream);
        await encrypted.AuthenticateAsServerAsync(_certificate!);
        return encrypted;
    }

    private async Task TalkAsync(Stream stream, Misbehaviour told)
    {
        if (told == Misbehaviour.SaysNothing)
            await Task.Delay(Timeout.Infinite, _stop.Token);
        if (told == Misbehaviour.SpeaksGarbage)
        {
            await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\n\0\u00ff\r\n\r\n"u8.ToArray(), _stop.Token);
            return;
        }

        var (encrypted, from, to, credentials) = (ImplicitTls, "", "", (string?)null);
        await SayAsync(stream, told == Misbehaviour.Greets421 ? "421 come back later" : "220 stand-in ESMTP");
        if (told is Misbehaviour.Greets421 or Misbehaviour.DropsAfterGreeting)
            return;

        while (await ReadLineAsync(stream) is { } line)
        {
            Commands.Enqueue(line);
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await SayAsync(stream, $"250-stand-in\r\n250-8BITMIME\r\n{(OffersUtf8 ? "250-SMTPUTF8\r\n" : "")}{(OffersStartTls && !encrypted ? "250-STARTTLS\r\n" : "")}250 AUTH PLAIN");
                    break;
                case "STARTTLS":
                    await SayAsync(stream, "220 go ahead");
                    stream = await EncryptAsync(stream);
                    encrypted = true;
                    break;
                case "AUTH":
                    credentials = Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[2]));
                    await SayAsync(stream, credentials.EndsWith("wrong", StringComparison.Ordinal) ? "535 no" : "235 ok");
                    break;
                case "MAIL":
                    from = line;
                    await SayAsync(stream, told == Misbehaviour.RefusesSenderForGood ? "550 not you" : "250 ok");
                    break;
                case "RCPT":
                    to = line;
                    await SayAsync(stream, told switch
                    {
                        Misbehaviour.RefusesRecipientForNow => "450 greylisted",
                        Misbehaviour.RefusesRecipientForGood => "550 no such user",
                        Misbehaviour.RepeatsTheAddressInItsRefusal => $"451 {line} is busy",
                        _ => "250 ok",
                    });
                    break;
                case "DATA":
                    await SayAsync(stream, "354 go on");
                    if (told == Misbehaviour.DropsInsideTheMail)
                    {
                        await ReadLineAsync(stream);
                        return;
                    }

                    var data = new StringBuilder();
                    while (await ReadLineAsync(stream) is { } text && text != ".")
                        data.Append(text).Append('\n');
                    if (told is Misbehaviour.RefusesMailForNow or Misbehaviour.RefusesMailForGood)
                    {
                        await SayAsync(stream, told == Misbehaviour.RefusesMailForNow ? "451 disk full" : "554 looks like spam");
                        break;
                    }

                    Mails.Enqueue(new HandedOver(from, to, data.ToString(), encrypted, credentials));
                    if (told == Misbehaviour.DropsAfterTheMail)
                        return;
                    await SayAsync(stream, "250 queued");
                    break;
                case "QUIT":
                    await SayAsync(stream, "221 bye");
                    return;
                default:
                    await SayAsync(stream, "250 ok");
                    break;
            }
        }
    }

    private async Task SayAsync(Stream stream, string line) => await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), _stop.Token);

    private async Task<string?> ReadLineAsync(Stream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _stop.Token) == 1)
        {
            if (one[0] == '\n')
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }

        return null;
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}
