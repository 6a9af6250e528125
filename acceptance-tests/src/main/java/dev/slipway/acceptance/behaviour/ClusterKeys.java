package dev.slipway.acceptance.behaviour;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The keys of {@code [runners.kubernetes]} that lead to the cluster of a kubeconfig. */
public final class ClusterKeys {
  private ClusterKeys() {}

  /**
   * Lines of TOML.
   *
   * @param folder where certificates that stand in the kubeconfig itself are put as files
   */
  public static String of(Path kubeconfig, Path folder) {
    Config config = Config.fromKubeconfig(kubeconfig.toFile());
    StringBuilder keys = new StringBuilder();
    add(keys, "host", config.getMasterUrl());
    add(keys, "ca_file", file(config.getCaCertFile(), config.getCaCertData(), folder, "ca.crt"));
    add(
        keys,
        "cert_file",
        file(config.getClientCertFile(), config.getClientCertData(), folder, "client.crt"));
    add(
        keys,
        "key_file",
        file(config.getClientKeyFile(), config.getClientKeyData(), folder, "client.key"));
    add(keys, "bearer_token", config.getOauthToken());
    return keys.toString();
  }

  private static void add(StringBuilder keys, String key, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      keys.append("    ").append(key).append(" = \"").append(value).append("\"\n");
    }
  }

  private static @Nullable String file(
      @Nullable String file, @Nullable String data, Path folder, String name) {
    if (file != null || data == null) {
      return file;
    }
    try {
      return Files.write(folder.resolve(name), Base64.getMimeDecoder().decode(data)).toString();
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + name, e);
    }
  }
}
