package dev.slipway.domain.settings;

import dev.slipway.domain.variable.Variable;
import java.util.List;

/**
 * One {@code [[runners.kubernetes.services]]}.
 *
 * @param name its image; may hold variables of the job
 * @param alias host names, parted by spaces or commas; may hold variables of the job
 * @param command empty leaves the image's
 * @param entrypoint empty leaves the image's
 */
public record ServiceSettings(
    String name,
    String alias,
    List<String> command,
    List<String> entrypoint,
    List<Variable> environment) {
  public ServiceSettings {
    command = List.copyOf(command);
    entrypoint = List.copyOf(entrypoint);
    environment = List.copyOf(environment);
  }
}
