using System.Security.Cryptography;
using System.Text;

namespace SaasPlatform.Shared.Mail;

/// <summary>The look of the HTML mails: the colours of the pages, in what mail programs understand. Without it the mails read the same.</summary>
public static class MailStyle
{
    internal static readonly string Sheet = """
        body{margin:0;padding:24px 12px;background:#f4f3ee;color:#15201b;font:16px/1.5 -apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
        .card{max-width:520px;margin:0 auto;padding:32px;border:1px solid #e2e1d9;border-radius:16px;background:#fff}
        .brand{margin:0 0 20px;font-weight:600}
        h1{margin:0 0 12px;font-size:22px;line-height:1.25}
        p{margin:0 0 16px}
        a{color:#0b6b50}
        .action{margin:24px 0}
        .button{display:inline-block;padding:12px 24px;border-radius:10px;background:#0b6b50;color:#fff;font-weight:600;text-decoration:none}
        .quiet{color:#57625c;font-size:14px;word-break:break-word}
        @media (prefers-color-scheme:dark){body{background:#0d1210;color:#edf2ef}.card{border-color:#27312c;background:#151c19}a{color:#5ed0a6}.button{background:#5ed0a6;color:#05241a}.quiet{color:#a2aea8}}
        """.ReplaceLineEndings("\n");

    /// <summary>The source that allows this sheet, and no other, in a content security policy.</summary>
    public static readonly string PolicySource = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Sheet)))}'";
}
