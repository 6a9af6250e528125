package dev.slipway.acceptance.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Files as a job leaves them: of very different sizes, half of them like source text, a quarter
 * like a program's code, a quarter that nothing makes smaller. The same each time.
 */
final class SampleFiles {
  private static final long SEED = 25;
  private static final int FILES_IN_A_FOLDER = 100;
  private static final int WORDS = 4000;

  private final Random random = new Random(SEED);
  private final byte[][] words = new byte[WORDS][];

  private SampleFiles() {
    for (int i = 0; i < WORDS; i++) {
      words[i] =
          (Integer.toString(random.nextInt(1 << 30), 36) + " ").getBytes(StandardCharsets.UTF_8);
    }
  }

  /**
   * Writes them below a folder.
   *
   * @param bytes of all of them together
   */
  static void write(Path folder, int files, long bytes) throws IOException {
    SampleFiles samples = new SampleFiles();
    double[] weights = new double[files];
    double sum = 0;
    for (int i = 0; i < files; i++) {
      weights[i] = Math.exp(samples.random.nextGaussian());
      sum += weights[i];
    }
    for (int i = 0; i < files; i++) {
      Path file = folder.resolve(i / FILES_IN_A_FOLDER + "/file-" + i);
      Files.createDirectories(file.getParent());
      Files.write(file, samples.content(i % 4, (int) (bytes * weights[i] / sum)));
    }
  }

  private byte[] content(int kind, int length) {
    byte[] content = new byte[length];
    switch (kind) {
      case 0 -> random.nextBytes(content);
      case 1 -> {
        for (int i = 0; i < length; i++) {
          // few values, some more often than others, with repetitions now and then
          content[i] = (byte) (random.nextInt(16) * random.nextInt(16));
        }
      }
      default -> {
        int at = 0;
        while (at < length) {
          byte[] word =
              words[(int) Math.min(WORDS - 1, Math.abs(random.nextGaussian()) * WORDS / 4)];
          int part = Math.min(word.length, length - at);
          System.arraycopy(word, 0, content, at, part);
          at += part;
        }
      }
    }
    return content;
  }
}
