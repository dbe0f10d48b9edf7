namespace SaasPlatform.Identity.Pages;

/// <summary>What a mailed link is good for when it is opened. The names are those of the texts that explain it.</summary>
public enum LinkState
{
    Ready,

    /// <summary>Used, or made useless by another one that was.</summary>
    Used,

    Expired,

    /// <summary>Not made here, or cut off.</summary>
    Unknown,

    /// <summary>The account was made through another link.</summary>
    Exists,
}

internal static class LinkStates
{
    /// <summary>The status of the page that explains it.</summary>
    public static int Status(this LinkState state) => state switch
    {
        LinkState.Ready => StatusCodes.Status200OK,
        LinkState.Unknown => StatusCodes.Status400BadRequest,
        LinkState.Exists => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status410Gone,
    };
}
