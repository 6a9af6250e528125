package dev.slipway.domain.trace;

/**
 * CRC-32 (IEEE 802.3) that can go on from a sum computed earlier, perhaps by another process, which
 * {@code java.util.zip.CRC32} cannot.
 */
final class Crc32 {
  private static final int[] TABLE = table();

  private int register;

  /**
   * Goes on from a sum.
   *
   * @param sum the sum so far, 0 for no bytes
   */
  Crc32(long sum) {
    register = ~(int) sum;
  }

  void update(byte[] bytes, int from, int to) {
    int crc = register;
    for (int i = from; i < to; i++) {
      crc = (crc >>> 8) ^ TABLE[(crc ^ bytes[i]) & 0xff];
    }
    register = crc;
  }

  /** The sum, 0 to 2^32 - 1. */
  long sum() {
    return ~register & 0xffffffffL;
  }

  private static int[] table() {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int crc = i;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0xedb88320;
      }
      table[i] = crc;
    }
    return table;
  }
}
