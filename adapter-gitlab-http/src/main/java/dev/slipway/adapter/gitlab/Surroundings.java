package dev.slipway.adapter.gitlab;

import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What a connection takes from outside, so that tests can give their own. */
record Surroundings(
    InstantSource clock, RandomGenerator random, Pause pause, Map<String, String> environment) {

  /** The real ones. */
  static Surroundings real() {
    return new Surroundings(
        InstantSource.system(), RandomGenerator.getDefault(), Thread::sleep, System.getenv());
  }
}
