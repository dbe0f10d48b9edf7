using System.Net;
using System.Net.Http.Headers;

namespace SaasPlatform.Shared.ServiceClients;

/// <summary>Sends a service's calls with its token, and once more with a new one where that is refused.</summary>
internal sealed class ServiceTokenHandler(ServiceTokens tokens, string scope) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await tokens.GetAsync(scope, cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
            return response;

        // The token was revoked, or identity's keys are new: 401 has changed nothing, so asking again is safe.
        response.Dispose();
        tokens.Forget(scope, token);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.GetAsync(scope, cancellationToken));
        return await base.SendAsync(request, cancellationToken);
    }
}
