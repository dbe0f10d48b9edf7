using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace SaasPlatform.Keys.DataProtection;

/// <summary>Stores the secret part of a data-protection key only as wrapped by the root key.</summary>
internal sealed class RootKeyXmlEncryptor(RootKey root) : IXmlEncryptor
{
    internal const string Name = "data-protection";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var secret = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var wrapped = new XElement("wrapped", Convert.ToBase64String(root.Wrap(Name, secret)));
        CryptographicOperations.ZeroMemory(secret);
        return new EncryptedXmlInfo(wrapped, typeof(RootKeyXmlDecryptor));
    }
}

/// <summary>Reads what <see cref="RootKeyXmlEncryptor"/> wrote. Data protection makes it, by the name stored with the key.</summary>
internal sealed class RootKeyXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var root = services.GetRequiredService<RootKey>();
        var secret = root.Unwrap(RootKeyXmlEncryptor.Name, Convert.FromBase64String(encryptedElement.Value));
        return XElement.Parse(Encoding.UTF8.GetString(secret));
    }
}
