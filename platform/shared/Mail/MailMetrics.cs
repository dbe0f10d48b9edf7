using System.Diagnostics.Metrics;

namespace SaasPlatform.Shared.Mail;

/// <summary>Counts mails by kind and outcome: <c>sent</c>, <c>failed</c> (tried again later), <c>refused</c> (for good), <c>dropped</c> (nobody to send it to).</summary>
internal sealed class MailMetrics(IMeterFactory meters)
{
    public const string MeterName = "SaasPlatform.Mail";

    private readonly Counter<long> _mails = meters.Create(MeterName).CreateCounter<long>("saasplatform.mail.messages", "{mail}", "Mails by kind and outcome.");

    public void Count(string kind, string outcome) => _mails.Add(1, new("kind", kind), new("outcome", outcome));
}
