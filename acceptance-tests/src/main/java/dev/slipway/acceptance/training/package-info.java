/**
 * The run that the package's AOT cache is recorded from: a manager with one runner for each
 * Kubernetes client, one job each, against stand-ins for GitLab and for the API server.
 */
@NullMarked
package dev.slipway.acceptance.training;

import org.jspecify.annotations.NullMarked;
