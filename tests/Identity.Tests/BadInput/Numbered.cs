using CsCheck;

namespace SaasPlatform.Identity.Tests.BadInput;

/// <summary>Gives every case a random state of its own, out of the seed of the run and the number of the case: one seed repeats the whole run, however many threads share it.</summary>
internal sealed class Numbered<T>(Gen<T> cases, ulong seed) : Gen<(uint Number, T Case)>
{
    private uint _next;

    public override (uint Number, T Case) Generate(PCG pcg, Size? min, out Size size)
    {
        var number = Interlocked.Increment(ref _next);
        return (number, cases.Generate(new PCG(number, seed), min, out size));
    }
}
