package dev.slipway.domain.settings;

import java.net.URI;

/**
 * The GitLab server of a runner.
 *
 * @param url as configured, http or https; the path of the API is not part of it
 * @param token the runner's authentication token, never blank
 */
public record GitlabSettings(URI url, SecretText token, TlsFiles tls) {}
