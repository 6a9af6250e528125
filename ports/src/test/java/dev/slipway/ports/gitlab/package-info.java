/**
 * What any implementation of the job API ports must do, as test kits; and GitLab in memory, which
 * passes them.
 */
@NullMarked
package dev.slipway.ports.gitlab;

import org.jspecify.annotations.NullMarked;
