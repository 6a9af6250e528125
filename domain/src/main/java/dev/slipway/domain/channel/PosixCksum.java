package dev.slipway.domain.channel;

/** The checksum of the {@code cksum} command (POSIX.1-2017, cksum). */
final class PosixCksum {
  private static final int POLYNOMIAL = 0x04C11DB7;
  private static final int[] TABLE = table();

  private PosixCksum() {}

  /** The checksum as an unsigned 32-bit number. */
  static long of(byte[] bytes) {
    int crc = 0;
    for (byte b : bytes) {
      crc = (crc << 8) ^ TABLE[((crc >>> 24) ^ b) & 0xFF];
    }
    for (long length = bytes.length; length != 0; length >>>= 8) {
      crc = (crc << 8) ^ TABLE[((crc >>> 24) ^ (int) length) & 0xFF];
    }
    return ~crc & 0xFFFFFFFFL;
  }

  private static int[] table() {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int value = i << 24;
      for (int bit = 0; bit < 8; bit++) {
        value = (value << 1) ^ (value < 0 ? POLYNOMIAL : 0);
      }
      table[i] = value;
    }
    return table;
  }
}
