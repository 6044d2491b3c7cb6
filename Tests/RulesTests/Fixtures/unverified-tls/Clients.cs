using System.Net.Http;
using System.Net.Security;

namespace Shop;

public static class Clients
{
    public static HttpClient Carrier()
    {
        var handler = new HttpClientHandler // want unverified-tls "does not verify"
        {
            ServerCertificateCustomValidationCallback = (message, certificate, chain, errors) => true,
        };
        return new HttpClient(handler);
    }

    public static HttpClient Bank()
    {
        var handler = new HttpClientHandler // want unverified-tls "does not verify"
        {
            ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
        };
        return new HttpClient(handler);
    }

    public static HttpClient Later()
    {
        var handler = new HttpClientHandler();
        handler.ServerCertificateCustomValidationCallback = (_, _, _, _) => true; // want unverified-tls "does not verify"
        return new HttpClient(handler);
    }

    // Nothing but errors of the name is let through.
    public static HttpClient Pinned()
    {
        var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (message, certificate, chain, errors) => errors == SslPolicyErrors.None,
        };
        return new HttpClient(handler);
    }

    public static HttpClient Plain()
    {
        return new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
    }
}
