package dev.slipway.acceptance.coordinator.job;

/** A file a job has uploaded. */
public final class Artifact {
  private final String type;
  private final String format;
  private final String fileName;
  private final String expireIn;
  private final byte[] content;

  /**
   * @param type for example {@code archive} or {@code junit}
   * @param format for example {@code zip} or {@code gzip}
   * @param expireIn as sent, for example {@code 1 week}; empty for never
   */
  public Artifact(String type, String format, String fileName, String expireIn, byte[] content) {
    this.type = type;
    this.format = format;
    this.fileName = fileName;
    this.expireIn = expireIn;
    this.content = content.clone();
  }

  public String type() {
    return type;
  }

  public String format() {
    return format;
  }

  public String fileName() {
    return fileName;
  }

  public String expireIn() {
    return expireIn;
  }

  public byte[] content() {
    return content.clone();
  }
}
