package dev.slipway.domain.assembly;

import dev.slipway.domain.job.JobPayload.RegistryCredential;
import dev.slipway.domain.tree.Tree;
import dev.slipway.domain.tree.TreeJson;
import dev.slipway.domain.variable.Variable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The credentials with which kubelet pulls the job's images: those of the variable {@code
 * DOCKER_AUTH_CONFIG}, then those that GitLab sent with the job. For each registry the first ones
 * count.
 *
 * @param content of the key {@code .dockercfg}; empty where there are no credentials
 * @param warnings what of the variable cannot be used
 */
record PullSecretPart(Optional<String> content, List<String> warnings) {
  /** The type of the Secret (Kubernetes). */
  static final String TYPE = "kubernetes.io/dockercfg";

  /** Its only key. */
  static final String KEY = ".dockercfg";

  private static final List<String> FIELDS =
      List.of("username", "password", "auth", "email", "identitytoken", "registrytoken");

  static PullSecretPart of(Optional<Variable> authConfig, List<RegistryCredential> ofTheJob) {
    List<String> warnings = new ArrayList<>();
    Map<String, Tree> byAddress = new LinkedHashMap<>();
    Map<String, String> addressByRegistry = new LinkedHashMap<>();
    authConfig
        .map(Variable::value)
        .filter(text -> !text.isBlank())
        .ifPresent(
            text ->
                entries(text, warnings)
                    .forEach(
                        (address, entry) -> {
                          if (addressByRegistry.putIfAbsent(registry(address), address) == null) {
                            byAddress.put(address, entry);
                          }
                        }));
    for (RegistryCredential one : ofTheJob) {
      if (addressByRegistry.putIfAbsent(registry(one.url()), one.url()) == null) {
        Map<String, Tree> entry = new LinkedHashMap<>();
        put(entry, "username", one.username());
        put(entry, "password", one.password());
        put(entry, "serveraddress", one.url());
        byAddress.put(one.url(), new Tree.Branch(entry));
      }
    }
    return new PullSecretPart(
        byAddress.isEmpty()
            ? Optional.empty()
            : Optional.of(TreeJson.write(new Tree.Branch(byAddress))),
        warnings);
  }

  private static Map<String, Tree> entries(String text, List<String> warnings) {
    Map<String, Tree> entries = new LinkedHashMap<>();
    if (!(TreeJson.read(text).orElse(Tree.Word.NULL) instanceof Tree.Branch config)) {
      warnings.add(unusable("it is no JSON object"));
      return entries;
    }
    for (String helper : List.of("credsStore", "credHelpers")) {
      if (config.get(helper).isPresent()) {
        warnings.add(
            unusable(
                helper
                    + " names a program that the runner does not run; write the credentials into auths"));
      }
    }
    // The older form of the file has no auths around the registries.
    boolean older =
        config.get("auths").isEmpty()
            && config.get("credsStore").isEmpty()
            && config.get("credHelpers").isEmpty();
    Tree auths = older ? config : config.get("auths").orElse(Tree.Branch.EMPTY);
    if (!(auths instanceof Tree.Branch registries)) {
      warnings.add(unusable("auths is no object"));
      return entries;
    }
    registries
        .entries()
        .forEach(
            (address, one) -> {
              if (one instanceof Tree.Branch fields) {
                entries.put(address, entry(address, fields));
              }
            });
    return entries;
  }

  private static Tree entry(String address, Tree.Branch fields) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String field : FIELDS) {
      if (fields.get(field).orElse(Tree.Word.NULL) instanceof Tree.Text(String text)) {
        texts.put(field, text);
      }
    }
    String[] decoded = decoded(texts.getOrDefault("auth", ""));
    if (decoded.length == 2) {
      texts.put("username", decoded[0]);
      texts.put("password", decoded[1]);
      texts.remove("auth");
    }
    Map<String, Tree> entry = new LinkedHashMap<>();
    FIELDS.forEach(field -> put(entry, field, texts.getOrDefault(field, "")));
    put(entry, "serveraddress", address);
    return new Tree.Branch(entry);
  }

  private static String[] decoded(String auth) {
    try {
      String plain = new String(Base64.getMimeDecoder().decode(auth), StandardCharsets.UTF_8);
      return plain.replace("\u0000", "").split(":", 2);
    } catch (IllegalArgumentException e) {
      // Not base64: kubelet gets it as it is, and says so if it cannot use it either.
      return new String[0];
    }
  }

  private static void put(Map<String, Tree> entry, String field, String text) {
    if (!text.isEmpty()) {
      entry.put(field, new Tree.Text(text));
    }
  }

  /** The host alone, by which two spellings of one registry are the same. */
  private static String registry(String address) {
    String host =
        address.replaceFirst("^https?://", "").replaceFirst("/.*$", "").toLowerCase(Locale.ROOT);
    return host.equals("index.docker.io") ? "docker.io" : host;
  }

  private static String unusable(String why) {
    return "Failed to resolve credentials from DOCKER_AUTH_CONFIG: %s. Credentials from this source will not be used."
        .formatted(why);
  }
}
