package dev.slipway.adapter.fabric8;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.function.Supplier;

/** Adds a token to each request. The library's own interceptor sends a request again after 401. */
final class BearerToken implements Interceptor {
  private final Supplier<String> token;

  BearerToken(Supplier<String> token) {
    this.token = token;
  }

  @Override
  public void before(BasicBuilder headers, HttpRequest request, RequestTags tags) {
    headers.setHeader("Authorization", "Bearer " + token.get());
  }
}
