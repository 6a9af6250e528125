package dev.slipway.domain.settings;

import java.util.List;

/**
 * Patterns of the images that a job may choose; an empty list allows every image.
 *
 * @param images {@code allowed_images}
 * @param services {@code allowed_services}
 */
public record AllowedImages(List<String> images, List<String> services) {
  /** Every image. */
  public static final AllowedImages ANY = new AllowedImages(List.of(), List.of());

  public AllowedImages {
    images = List.copyOf(images);
    services = List.copyOf(services);
  }
}
