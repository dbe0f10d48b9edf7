namespace SaasPlatform.Keys;

/// <summary>What a key is for. Each purpose has its own keys, replaced independently of the others.</summary>
public enum KeyPurpose
{
    /// <summary>Signs access and ID tokens (RS256). Its public half is published in the key set.</summary>
    Published,

    /// <summary>Signs codes and refresh payloads, which only the issuer reads (HMAC-SHA256).</summary>
    InternalSigning,

    /// <summary>Encrypts codes and refresh payloads (AES-256).</summary>
    InternalEncryption,

    /// <summary>Derives the successor of a refresh token from the token itself (HMAC-SHA256), so that it can be given again.</summary>
    RefreshSuccessor,
}
