using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace SaasPlatform.CompanyApi.Tests;

/// <summary>Requests in memory come from no address; here they come from one.</summary>
internal sealed class CallerAddress : IStartupFilter
{
    public const string Value = "203.0.113.7";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((HttpContext context, RequestDelegate pipeline) =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse(Value);
            return pipeline(context);
        });
        next(app);
    };
}
