package dev.slipway.domain.secret;

import java.util.Map;

/** Where a job's secret is. */
public sealed interface SecretSource {

  /**
   * HashiCorp Vault, or what speaks its protocol.
   *
   * @param authPath where the login is mounted, {@code jwt} where GitLab says nothing else
   * @param authData {@code jwt} and {@code role}
   * @param engine {@code kv-v1}, {@code kv-v2} or {@code generic}
   * @param field of the secret whose text is wanted
   */
  record Vault(
      String url,
      String namespace,
      String authName,
      String authPath,
      Map<String, String> authData,
      String engine,
      String enginePath,
      String path,
      String field)
      implements SecretSource {
    public Vault {
      authData = Map.copyOf(authData);
    }

    /** Leaves out the login: it holds a token. */
    @Override
    public String toString() {
      return "Vault[" + url + " " + enginePath + "/" + path + "]";
    }
  }

  /** A store that GitLab Runner knows and this program does not. */
  record Unsupported(String provider) implements SecretSource {}

  /** None that anybody knows. */
  record Unknown() implements SecretSource {}
}
