package dev.slipway.acceptance.behaviour;

import dev.slipway.acceptance.coordinator.job.Artifact;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What a job uploaded, as lines that can be compared. */
final class ArtifactText {
  private ArtifactText() {}

  /** By type: format, file name, when it expires, and the names or the text in it. */
  static List<String> lines(Map<String, Artifact> artifacts) {
    List<String> lines = new ArrayList<>();
    new TreeMap<>(artifacts)
        .forEach(
            (type, artifact) ->
                lines.add(
                    "%s: %s %s, %s: %s"
                        .formatted(
                            type,
                            artifact.format(),
                            artifact.fileName(),
                            artifact.expireIn().isEmpty() ? "never" : artifact.expireIn(),
                            content(artifact))));
    return lines;
  }

  private static String content(Artifact artifact) {
    try {
      return switch (artifact.format()) {
        case "zip" -> names(artifact.content());
        case "gzip" -> text(new GZIPInputStream(new ByteArrayInputStream(artifact.content())));
        default -> text(new ByteArrayInputStream(artifact.content()));
      };
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + artifact.fileName(), e);
    }
  }

  private static String names(byte[] zip) throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return String.join(" ", names);
  }

  private static String text(InputStream in) throws IOException {
    try (in) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\n", "|");
    }
  }
}
