using System.Net.Http;
using System.Net.Security;
using MongoDB.Driver;
using Microsoft.Extensions.DependencyInjection;

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

    // A setting that says so decides.
    public static HttpClient Chosen(CarrierSettings settings)
    {
        var handler = new HttpClientHandler();
        if (settings.DisableCertificateCheck)
        {
            handler.ServerCertificateCustomValidationCallback = (_, _, _, _) => true;
        }
        return new HttpClient(handler);
    }

    // Nobody is on the way.
    public static void Register(IServiceCollection services)
    {
        services.AddHttpClient("loopback").ConfigurePrimaryHttpMessageHandler(_ => new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
        });
        services.AddHttpClient("carrier").ConfigurePrimaryHttpMessageHandler(_ => new HttpClientHandler // want unverified-tls "does not verify"
        {
            ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
        });
    }

    // Whoever calls it asks for that by name.
    public static IHttpClientBuilder SkipCertificateValidation(this IHttpClientBuilder builder)
    {
        return builder.ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler // want unverified-tls "does not verify" note
        {
            ServerCertificateCustomValidationCallback = (message, certificate, chain, errors) => true,
        });
    }

    // Whatever library takes the callback.
    public static void Connect(MongoClientSettings settings, string certificate)
    {
        if (certificate.Length > 0)
        {
            settings.SslSettings = new SslSettings
            {
                CheckCertificateRevocation = false,
                ServerCertificateValidationCallback = (sender, given, chain, errors) => true, // want unverified-tls "does not verify"
            };
        }
    }

    // Encryption is what the setting is about, not whether anybody looks at the certificate.
    public static HttpClient Encrypted(CarrierSettings settings)
    {
        var handler = new HttpClientHandler();
        if (settings.UseTls)
        {
            handler.ServerCertificateCustomValidationCallback = (_, _, _, _) => true; // want unverified-tls "does not verify"
        }
        return new HttpClient(handler);
    }
}

public record CarrierSettings(bool DisableCertificateCheck, bool UseTls);
