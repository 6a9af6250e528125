package dev.slipway.acceptance.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** Leaves out every test, also those that come in a module's test-jar. */
final class ProgramClasses implements ImportOption {
  private static final ImportOption NO_TEST_FOLDERS = new DoNotIncludeTests();

  @Override
  public boolean includes(Location location) {
    return NO_TEST_FOLDERS.includes(location) && !location.contains("-tests.jar");
  }
}
