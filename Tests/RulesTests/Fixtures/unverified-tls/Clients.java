package shop;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.File;
import java.net.URL;
import javax.net.ssl.HttpsURLConnection;
import okhttp3.OkHttpClient;
import org.apache.http.client.HttpClient;
import org.apache.http.conn.ssl.NoopHostnameVerifier;
import org.apache.http.conn.ssl.TrustAllStrategy;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.ssl.SSLContextBuilder;

public class Clients {
  private final OkHttpClient loose =
      new OkHttpClient.Builder().hostnameVerifier((host, session) -> true).build(); // want unverified-tls "does not verify"

  private final OkHttpClient pinned =
      new OkHttpClient.Builder().hostnameVerifier((host, session) -> host.equals("carrier.example")).build();

  public HttpClient noop() {
    return HttpClients.custom().setSSLHostnameVerifier(NoopHostnameVerifier.INSTANCE).build(); // want unverified-tls "does not verify"
  }

  public Object trusting() throws Exception {
    return new SSLContextBuilder().loadTrustMaterial(null, TrustAllStrategy.INSTANCE).build(); // want unverified-tls "does not verify"
  }

  public SslContext reactive() throws Exception {
    return SslContextBuilder.forClient().trustManager(InsecureTrustManagerFactory.INSTANCE).build(); // want unverified-tls "does not verify"
  }

  public SslContext own() throws Exception {
    return SslContextBuilder.forClient().trustManager(new File("/etc/ssl/carrier.pem")).build();
  }

  public void connection(URL url) throws Exception {
    HttpsURLConnection connection = (HttpsURLConnection) url.openConnection();
    connection.setHostnameVerifier((host, session) -> true); // want unverified-tls "does not verify"
  }
}
