package dev.slipway.app.helper.archive;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How files are put together. */
public enum ArchiveFormat {
  /** Each file deflated. */
  ZIP(".zip"),
  /** Files one after another, each a gzip member; only plain files. */
  GZIP(".gz"),
  /** One file as it is. */
  RAW(""),
  /** A zip whose files are packed with zstd. */
  ZIPZSTD(".zip"),
  /** A tar, packed with zstd as a whole. */
  TARZSTD(".tar.zst");

  private final String ending;

  ArchiveFormat(String ending) {
    this.ending = ending;
  }

  /** The end of such a file's name. */
  public String ending() {
    return ending;
  }

  /** By its word, such as {@code tarzstd}. */
  public static Optional<ArchiveFormat> of(String word) {
    return Arrays.stream(values()).filter(format -> format.word().equals(word)).findFirst();
  }

  /** As it is written in flags and in GitLab's API. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Every word. */
  public static List<String> words() {
    return Arrays.stream(values()).map(ArchiveFormat::word).toList();
  }
}
