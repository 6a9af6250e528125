package dev.slipway.acceptance.coordinator.api;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How an artifact is packed: the end of its file name and its first bytes. */
enum ArtifactFormat {
  ZIP(".zip", "504b"),
  GZIP(".gz", "1f8b"),
  RAW("", ""),
  ZIPZSTD(".zip", "504b"),
  TARZSTD(".tar.zst", "28b52ffd");

  /** Reports that GitLab takes in one format only. */
  private static final Set<String> GZIP_ONLY =
      Set.of("junit", "dotenv", "cobertura", "coverage_report", "metrics", "metadata");

  private final String suffix;
  private final String magic;

  ArtifactFormat(String suffix, String magic) {
    this.suffix = suffix;
    this.magic = magic;
  }

  /** By the name in the query, such as {@code zip}. */
  static Optional<ArtifactFormat> named(String name) {
    return Arrays.stream(values())
        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }

  /** What is wrong with this file for this type of artifact; empty where nothing is. */
  Optional<String> fault(String type, String fileName, byte[] content) {
    if (type.equals("archive") && (this == GZIP || this == RAW)) {
      return Optional.of("an archive cannot be " + this);
    }
    if (GZIP_ONLY.contains(type) && this != GZIP) {
      return Optional.of(type + " has to be gzip, not " + this);
    }
    if (!fileName.endsWith(suffix)) {
      return Optional.of("file name " + fileName + " does not end in " + suffix);
    }
    int length = Math.min(content.length, magic.length() / 2);
    return HexFormat.of().formatHex(content, 0, length).equals(magic)
        ? Optional.empty()
        : Optional.of("the content does not begin as " + this + " does");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
