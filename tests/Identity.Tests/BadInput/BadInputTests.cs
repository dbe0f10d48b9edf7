using System.Collections.Concurrent;
using System.Globalization;
using CsCheck;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace SaasPlatform.Identity.Tests.BadInput;

/// <summary>
/// Whatever anybody sends to an endpoint is answered: never by a failure, never by a way to a place that no client registered,
/// and with nothing of the request as markup. <c>BAD_INPUT_SEED</c> repeats a run.
/// </summary>
public sealed class BadInputTests(BadInputTests.Service service, ITestOutputHelper output) : IClassFixture<BadInputTests.Service>
{
    /// <summary>The answers hardly depend on the database: there it is asked about a part of them.</summary>
    private static readonly int Cases = Environment.GetEnvironmentVariable("TEST_DATABASE") == "postgres" ? 1_000 : 10_000;
    private const int Threads = 4;

    private static readonly ulong Seed = Environment.GetEnvironmentVariable("BAD_INPUT_SEED") is { Length: > 0 } given
        ? ulong.Parse(given, CultureInfo.InvariantCulture)
        : (ulong)Random.Shared.NextInt64();

    public static TheoryData<string> Endpoints => [.. Rights.All.Keys];

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Endpoint_AnyInputIsAnswered(string endpoint)
    {
        output.WriteLine($"BAD_INPUT_SEED={Seed}");
        var cases = new Numbered<Draft>(Changes.Spoil(Rights.All[endpoint]), Seed);
        var count = endpoint.EndsWith(" page", StringComparison.Ordinal) ? Cases / 10 : Cases;
        var taken = 0;
        await cases.SampleAsync(async numbered =>
        {
            var status = await service.TryAsync(numbered.Case);
            if (status < StatusCodes.Status400BadRequest)
                Interlocked.Increment(ref taken);
            return status.ToString(CultureInfo.InvariantCulture);
        }, output.WriteLine, iter: count, threads: Threads, print: c => $"BAD_INPUT_SEED={Seed}, case {c.Number} of '{endpoint}'");
        // Requests that nobody takes would only try whoever refuses them first.
        Assert.InRange(taken, count / 50, count);
    }

    /// <summary>Without limits and with hashes that cost nothing, so that the requests are what takes the time.</summary>
    public sealed class Service : IAsyncLifetime
    {
        private readonly ConcurrentBag<Visitor> _visitors = [];
        private IdentityService _service = null!;

        public async ValueTask InitializeAsync()
        {
            string[] byAddress = ["sign-in", "register", "forgot-password", "token", "authorize"];
            string[] byEmail = ["sign-in-account", "mail-address"];
            _service = await IdentityService.StartOwnAsync([
                .. byAddress.Select(l => ($"RateLimits:{l}:PermitLimit", (string?)"10000000")), .. byEmail.Select(l => ($"RateLimits:{l}:PermitLimit", (string?)"10000")), ("Outbox:Parallel", "1"),
            ]);
            _service.Services.GetRequiredService<IOptions<PasswordHasherOptions>>().Value.IterationCount = 1;
            // The clock stands still, so that an account locked by wrong passwords would stay locked for whoever comes next.
            _service.Services.GetRequiredService<IOptions<IdentityOptions>>().Value.Lockout.MaxFailedAccessAttempts = int.MaxValue;
        }

        /// <summary>Sends a request and checks the answer.</summary>
        /// <returns>The status of the answer.</returns>
        internal async Task<int> TryAsync(Draft draft)
        {
            var visitor = _visitors.TryTake(out var idle) ? idle : new Visitor(_service, await _service.AccountAsync());
            var (sent, answer) = await visitor.SendAsync(draft);
            try
            {
                Expected.Holds(draft, sent, answer);
            }
            catch (Exception wrong)
            {
                throw new InvalidOperationException($"{wrong.Message}\n\n--- sent\n{sent}\n\n--- answered\n{answer}", wrong);
            }

            _visitors.Add(visitor);
            return answer.Status;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var visitor in _visitors)
                visitor.Dispose();
            await _service.DisposeAsync();
        }
    }
}
