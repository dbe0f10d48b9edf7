using System.Collections.Immutable;
using CsCheck;

namespace SaasPlatform.Identity.Tests.BadInput;

/// <summary>Ways to spoil a request: each takes one that is right, or nearly, and makes it a little worse.</summary>
internal static class Changes
{
    private delegate IEnumerable<Field> FieldChange(Field field);

    private delegate ImmutableList<Field> FieldsChange(ImmutableList<Field> fields);

    private delegate Draft DraftChange(Draft draft);

    private static readonly Gen<FieldChange> OfField = Gen.Frequency<FieldChange>(
        (5, Field(Values.Any, v => f => [f with { Value = v }])),
        (2, Field(Values.Raw, v => f => [f with { Value = v, IsRaw = true }])),
        (2, Field(Values.Any, v => f => [f with { Value = f.Value + v }])),
        (1, Field(Values.Raw, v => f => [f with { Value = Wire.Escape(f.Value) + v, IsRaw = true }])),
        (2, Field(Values.Any, v => f => [f, f with { Value = v }])),
        (1, Field(Values.Any, v => f => [f with { Value = v }, f])),
        (3, Field(Gen.OneOf(0, 2), n => f => Enumerable.Repeat(f, n))),
        (1, Field(Gen.Bool, upper => f => [f with { Value = upper ? f.Value.ToUpperInvariant() : f.Value.Trim('{', '}') }])),
        (1, Field(Names.Any, n => f => [f with { Name = n }])));

    private static readonly Gen<Field> NewField = Gen.Frequency<Field>(
        (4, Gen.Select(Names.Any, Values.Any, (n, v) => new Field(n, v))),
        (1, Gen.Select(Names.Any, Values.Raw, (n, v) => new Field(n, v, IsRaw: true))),
        (1, Gen.Select(Values.Raw, Values.Raw, (n, v) => new Field(n, v, IsRaw: true))));

    private static readonly Gen<FieldsChange> OfFields = Gen.Frequency<FieldsChange>(
        (70, Gen.Select(Gen.Int[0, 30], OfField).Select<(int, FieldChange), FieldsChange>(c => fields => fields.IsEmpty ? fields : At(fields, c.Item1 % fields.Count, c.Item2))),
        (20, Fields(NewField, field => fields => fields.Add(field))),
        (2, Fields(Gen.Bool, backwards => fields => fields.AddRange(backwards ? fields.Reverse() : fields))),
        (1, Fields(Gen.Select(Names.Any, Gen.OneOf(50, 1_000, 1_100, 3_000)), many => fields => fields.AddRange(Many(many.Item1, many.Item2)))));

    private static readonly Gen<string> Methods = Gen.OneOf("GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get", "X");

    private static readonly Gen<string> PathEnds = Gen.OneOf("/", "/x", "//", "/..", ".json", "\u0430", " ", "/%", "/\"><x-marker-114>", ";a=b", "\u0001", "/{code}");

    private static readonly Gen<DraftChange> OfDraft = Gen.Frequency<DraftChange>(
        (60, Draft(OfFields, change => d => d.Form.IsEmpty ? d with { Query = change(d.Query) } : d with { Form = change(d.Form) })),
        (6, Draft(OfFields, change => d => d with { Query = change(d.Query) })),
        (2, Draft(OfFields, change => d => d with { Form = change(d.Form) })),
        (10, Draft(Headers.Any, h => d => d with { Headers = d.Headers.RemoveAll(o => o.Name == h.Name).Add(h) })),
        (3, Draft(Headers.Any, h => d => d with { Headers = d.Headers.Add(h) })),
        (3, Draft(Gen.Int[0, 9], at => d => d.Headers.IsEmpty ? d : d with { Headers = d.Headers.RemoveAt(at % d.Headers.Count) })),
        (3, Draft(Methods, m => d => d with { Method = m })),
        (3, Draft(Headers.ContentTypes, t => d => d with { ContentType = t })),
        (4, Draft(Gen.Enum<BodyKind>(), k => d => d with { Body = k })),
        (2, Draft(PathEnds, p => d => d with { Path = d.Path + p })),
        (1, Draft(Headers.Hosts, h => d => d.WithHeader("Host", h))),
        (2, Draft(Gen.Bool, signedIn => d => d with { IsSignedIn = signedIn })));

    /// <summary>Mostly one or two changes, so that most of the request is still right; sometimes none, sometimes many.</summary>
    public static Gen<Draft> Spoil(Gen<Draft> right)
    {
        var changes = Gen.Frequency<DraftChange[]>((1, OfDraft.Array[0, 0]), (8, OfDraft.Array[1, 2]), (3, OfDraft.Array[3, 6]));
        return Gen.Select(right, changes, (draft, spoil) => spoil.Aggregate(draft, (d, change) => change(d)));
    }

    private static Gen<FieldChange> Field<T>(Gen<T> values, Func<T, FieldChange> change) => values.Select(change);

    private static Gen<FieldsChange> Fields<T>(Gen<T> values, Func<T, FieldsChange> change) => values.Select(change);

    private static Gen<DraftChange> Draft<T>(Gen<T> values, Func<T, DraftChange> change) => values.Select(change);

    private static ImmutableList<Field> At(ImmutableList<Field> fields, int at, FieldChange change) => fields.RemoveAt(at).InsertRange(at, change(fields[at]));

    private static IEnumerable<Field> Many(string name, int count) => Enumerable.Range(0, count).Select(i => new Field(i % 2 == 0 ? $"p{i}" : name, "1"));
}
