package dev.slipway.domain.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.random.RandomGenerator;

/** A sink that keeps everything, and the ways to feed a filter. */
final class Collected implements ByteSink {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Override
  public void write(byte[] source, int from, int to) {
    bytes.write(source, from, to - from);
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  /** One character per byte, so that nothing is lost. */
  String text() {
    return bytes.toString(ISO_8859_1);
  }

  static byte[] latin(String text) {
    return text.getBytes(ISO_8859_1);
  }

  /** All at once. */
  static void feedWhole(byte[] input, ByteSink target) {
    target.write(input, 0, input.length);
  }

  /** Byte by byte, each in an array that is overwritten afterwards. */
  static void feedBytes(byte[] input, ByteSink target) {
    byte[] one = new byte[3];
    for (byte b : input) {
      one[1] = b;
      target.write(one, 1, 2);
      one[1] = 0;
    }
  }

  /** In pieces of random length. */
  static void feedPieces(byte[] input, RandomGenerator random, ByteSink target) {
    int at = 0;
    while (at < input.length) {
      int to = Math.min(input.length, at + 1 + random.nextInt(1 + random.nextInt(input.length)));
      target.write(input, at, to);
      at = to;
    }
  }
}
