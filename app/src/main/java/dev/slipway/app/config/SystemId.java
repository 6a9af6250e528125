package dev.slipway.app.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names this installation to GitLab: two processes with one token are two managers of one runner.
 *
 * @param value {@code s_} or {@code r_} and twelve letters or digits
 * @param warning why the id could not be kept for the next start; empty where it could
 */
public record SystemId(String value, Optional<String> warning) {
  private static final String FILE = ".runner_system_id";
  private static final Pattern VALID = Pattern.compile("[sr]_[0-9a-zA-Z]{12}");
  private static final int LENGTH = 12;
  private static final String LETTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final List<Path> MACHINE_IDS =
      List.of(Path.of("/var/lib/dbus/machine-id"), Path.of("/etc/machine-id"));

  /**
   * The id in the file beside {@code configFile}; made and saved there where there is none yet.
   *
   * @param random for machines that have no id of their own
   */
  public static SystemId of(Path configFile, RandomGenerator random) {
    return of(configFile, MACHINE_IDS, random);
  }

  /** The id as {@link #of(Path, RandomGenerator)} would give it, but nothing is saved. */
  public static SystemId peek(Path configFile) {
    Optional<String> saved =
        text(configFile.resolveSibling(FILE)).filter(text -> VALID.matcher(text).matches());
    String value = saved.or(() -> ofMachines(MACHINE_IDS)).orElse("r_" + "0".repeat(LENGTH));
    return new SystemId(value, Optional.empty());
  }

  static SystemId of(Path configFile, List<Path> machineIds, RandomGenerator random) {
    Path file = configFile.resolveSibling(FILE);
    Optional<String> saved = text(file).filter(text -> VALID.matcher(text).matches());
    if (saved.isPresent()) {
      return new SystemId(saved.get(), Optional.empty());
    }
    String made = ofMachines(machineIds).orElseGet(() -> random(random));
    return new SystemId(made, save(file, made));
  }

  private static Optional<String> ofMachines(List<Path> machineIds) {
    return machineIds.stream()
        .flatMap(path -> text(path).stream())
        .filter(text -> !text.isEmpty())
        .findFirst()
        .map(SystemId::ofMachine);
  }

  private static Optional<String> text(Path file) {
    try {
      return Optional.of(Files.readString(file).strip());
    } catch (IOException e) {
      // Not there or not readable: the caller has another way.
      return Optional.empty();
    }
  }

  /** The machine's own id is a secret of its owner, so only a digest of it leaves the machine. */
  private static String ofMachine(String machineId) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(machineId.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] digest = mac.doFinal("gitlab-runner".getBytes(StandardCharsets.UTF_8));
      return "s_" + HexFormat.of().formatHex(digest).substring(0, LENGTH);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }

  private static String random(RandomGenerator random) {
    StringBuilder id = new StringBuilder("r_");
    random.ints(LENGTH, 0, LETTERS.length()).forEach(i -> id.append(LETTERS.charAt(i)));
    return id.toString();
  }

  private static Optional<String> save(Path file, String id) {
    try {
      Path directory = file.toAbsolutePath().getParent();
      if (directory != null && !Files.isDirectory(directory)) {
        Files.createDirectories(
            directory,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, id);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "Couldn't save the system id to %s: %s. It will be another one after the next start; make the directory writable."
              .formatted(file, e));
    }
  }
}
