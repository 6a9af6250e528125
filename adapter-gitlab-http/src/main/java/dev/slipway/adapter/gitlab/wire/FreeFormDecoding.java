package dev.slipway.adapter.gitlab.wire;

import dev.slipway.domain.input.InputValue;
import dev.slipway.domain.input.JobInput;
import dev.slipway.domain.job.JobPolicy;
import dev.slipway.domain.secret.JobSecret;
import dev.slipway.domain.secret.SecretSource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts of a job whose shape depends on what is in them: inputs, secrets, policy. */
final class FreeFormDecoding {
  private static final Set<String> KNOWN_STORES =
      Set.of(
          "azure_key_vault", "gcp_secret_manager", "aws_secrets_manager", "gitlab_secrets_manager");

  private FreeFormDecoding() {}

  /**
   * {@code inputs}.
   *
   * @throws IllegalArgumentException where an entry has no key, no content, or content of another
   *     type than it says: such a job is none
   */
  static List<JobInput> inputs(@Nullable Object inputs) {
    List<JobInput> decoded = new ArrayList<>();
    for (Object entry : inputs instanceof List<?> list ? list : List.of()) {
      Map<?, ?> input = map(entry);
      Map<?, ?> value = map(input.get("value"));
      String key = text(input.get("key"));
      if (key.isEmpty() || value.get("content") == null) {
        throw new IllegalArgumentException("an input without key or content");
      }
      InputValue content = value(value.get("content"));
      if (!content.type().equals(text(value.get("type")))) {
        throw new IllegalArgumentException("an input whose content has another type");
      }
      decoded.add(new JobInput(key, content, Boolean.TRUE.equals(value.get("sensitive"))));
    }
    return decoded;
  }

  /** {@code secrets}. */
  static List<JobSecret> secrets(@Nullable Object secrets) {
    List<JobSecret> decoded = new ArrayList<>();
    map(secrets)
        .forEach(
            (key, secret) -> {
              Map<?, ?> fields = map(secret);
              boolean file = !Boolean.FALSE.equals(fields.get("file"));
              decoded.add(new JobSecret(text(key), file, source(fields)));
            });
    return decoded;
  }

  /** {@code policy_options}; empty for a job of no policy. */
  static Optional<JobPolicy> policy(@Nullable Object options) {
    Map<?, ?> policy = map(options);
    if (!Boolean.TRUE.equals(policy.get("execution_policy_job"))) {
      return Optional.empty();
    }
    Optional<Boolean> allowed =
        policy.get("policy_variables_override_allowed") instanceof Boolean yes
            ? Optional.of(yes)
            : Optional.empty();
    List<String> exceptions = new ArrayList<>();
    if (policy.get("policy_variables_override_exceptions") instanceof List<?> names) {
      names.forEach(name -> exceptions.add(text(name)));
    }
    return Optional.of(new JobPolicy(text(policy.get("policy_name")), allowed, exceptions));
  }

  private static SecretSource source(Map<?, ?> secret) {
    if (secret.get("vault") instanceof Map<?, ?> vault) {
      return vault(vault);
    }
    return KNOWN_STORES.stream()
        .filter(secret::containsKey)
        .sorted()
        .findFirst()
        .<SecretSource>map(SecretSource.Unsupported::new)
        .orElseGet(SecretSource.Unknown::new);
  }

  private static SecretSource vault(Map<?, ?> vault) {
    Map<?, ?> server = map(vault.get("server"));
    Map<?, ?> auth = map(server.get("auth"));
    Map<?, ?> engine = map(vault.get("engine"));
    Map<String, String> data = new LinkedHashMap<>();
    map(auth.get("data")).forEach((key, value) -> data.put(text(key), text(value)));
    return new SecretSource.Vault(
        text(server.get("url")),
        text(server.get("namespace")),
        text(auth.get("name")),
        text(auth.get("path")),
        data,
        text(engine.get("name")),
        text(engine.get("path")),
        text(vault.get("path")),
        text(vault.get("field")));
  }

  private static InputValue value(@Nullable Object content) {
    return switch (content) {
      case String text -> new InputValue.Text(text);
      case Boolean truth -> new InputValue.Truth(truth);
      case Number number -> new InputValue.Numeric(new BigDecimal(number.toString()));
      case List<?> items ->
          new InputValue.Items(items.stream().map(FreeFormDecoding::value).toList());
      case Map<?, ?> fields -> {
        Map<String, InputValue> values = new LinkedHashMap<>();
        fields.forEach((key, field) -> values.put(text(key), value(field)));
        yield new InputValue.Fields(values);
      }
      case null, default -> throw new IllegalArgumentException("an input that holds null");
    };
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
