package dev.slipway.app.helper;

import dev.slipway.app.helper.CacheServer.Place;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

/**
 * Addresses of the form that names a store and an object in it: {@code azblob://container/object}.
 */
final class StoreAddress {
  private static final String AZURE = "azblob";

  private StoreAddress() {}

  /**
   * The web address of an object.
   *
   * @param environment has the credentials, by the names that the store's own tools use
   * @throws HelperFailure where the store is not known, or a credential is missing
   */
  static Place place(String method, String address, Map<String, String> environment)
      throws HelperFailure {
    int scheme = address.indexOf("://");
    if (scheme < 0 || !address.substring(0, scheme).equals(AZURE)) {
      throw new HelperFailure(
          "unsupported address of an object store: only azblob://CONTAINER/OBJECT is known");
    }
    String host =
        required(environment, "AZURE_STORAGE_ACCOUNT")
            + "."
            + environment.getOrDefault("AZURE_STORAGE_DOMAIN", "blob.core.windows.net");
    String permission = required(environment, "AZURE_STORAGE_SAS_TOKEN");
    try {
      URI store = URI.create(address);
      String path = "/" + store.getRawAuthority() + store.getPath();
      String url = new URI("https", host, path, null).toASCIIString();
      return new Place(
          URI.create(url + "?" + permission.replaceFirst("^[?]", "")),
          method.equals("PUT") ? Map.of("x-ms-blob-type", "BlockBlob") : Map.of());
    } catch (URISyntaxException | IllegalArgumentException e) {
      // its message would show the permission
      throw new HelperFailure("the address of the cache in Azure is not usable");
    }
  }

  private static String required(Map<String, String> environment, String name)
      throws HelperFailure {
    String value = environment.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new HelperFailure(name + " is not set");
    }
    return value;
  }
}
