/**
 * The runs that the package's AOT caches are recorded from: a manager with one runner for each
 * Kubernetes client, one job each, against stand-ins for GitLab and for the API server; and a
 * command of the helper.
 */
@NullMarked
package dev.slipway.acceptance.training;

import org.jspecify.annotations.NullMarked;
