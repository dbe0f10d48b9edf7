using System.Collections.Immutable;

namespace SaasPlatform.Identity.Tests.BadInput;

/// <summary>A name and a value; what is raw goes out as it stands, everything else is encoded as it should be.</summary>
internal sealed record Field(string Name, string Value, bool IsRaw = false);

/// <summary>How the fields of a form are put into the body.</summary>
internal enum BodyKind
{
    Form,
    Multipart,
    CutOff,
    Json,
    Gzip,
    Utf16,
    Junk,
    Empty,
}

/// <summary>A request before it is written. It begins as a valid one and is then changed.</summary>
internal sealed record Draft(string Method, string Path)
{
    public ImmutableList<Field> Query { get; init; } = [];

    public ImmutableList<Field> Form { get; init; } = [];

    public ImmutableList<Field> Headers { get; init; } = [];

    public BodyKind Body { get; init; } = BodyKind.Form;

    /// <summary>Overrides the content type that fits the body; empty for none.</summary>
    public string? ContentType { get; init; }

    /// <summary>Whether the browser of somebody who signed in sends it.</summary>
    public bool IsSignedIn { get; init; }

    public Draft WithQuery(params (string Name, string Value)[] fields) => this with { Query = Query.AddRange(fields.Select(f => new Field(f.Name, f.Value))) };

    public Draft WithForm(params (string Name, string Value)[] fields) => this with { Form = Form.AddRange(fields.Select(f => new Field(f.Name, f.Value))) };

    public Draft WithHeader(string name, string value) => this with { Headers = Headers.Add(new(name, value)) };

    /// <summary>The same fields sent as a form.</summary>
    public Draft Posted() => this with { Method = "POST", Form = Form.AddRange(Query), Query = [] };

    public Draft SignedIn() => this with { IsSignedIn = true };
}
