package dev.slipway.domain.settings;

import java.util.Locale;

/** The shell a job's scripts are written for. */
public enum Shell {
  BASH,
  SH,
  /** PowerShell 7. */
  PWSH;

  /** The word in {@code shell} and in what GitLab is told. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
