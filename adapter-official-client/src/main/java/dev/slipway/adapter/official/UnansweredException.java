package dev.slipway.adapter.official;

import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Response;

/** A request that got no answer, with the server that it was for, which the cause may not name. */
final class UnansweredException extends IOException {
  private static final long serialVersionUID = 1L;

  private UnansweredException(String server, IOException cause) {
    super(server, cause);
  }

  /** Makes each request without an answer end in this exception. */
  static Response named(Interceptor.Chain chain) throws IOException {
    try {
      return chain.proceed(chain.request());
    } catch (IOException e) {
      HttpUrl url = chain.request().url();
      throw new UnansweredException(
          "%s://%s:%d".formatted(url.scheme(), url.host(), url.port()), e);
    }
  }

  /** The server's address. */
  String server() {
    return String.valueOf(getMessage());
  }
}
