/**
 * Behaviours: one folder each, with a job, a configuration, and what is expected of them. A run
 * goes through the real cluster and the GitLab stand-in.
 */
@NullMarked
package dev.slipway.acceptance.behaviour;

import org.jspecify.annotations.NullMarked;
