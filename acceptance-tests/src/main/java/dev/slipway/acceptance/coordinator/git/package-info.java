/**
 * The project's repository and its smart HTTP service.
 *
 * <p>{@code GitRepository} makes commits whose names are always the same; {@code GitHttp} serves
 * them through {@code git http-backend}, so that a client talks with Git itself.
 */
@NullMarked
package dev.slipway.acceptance.coordinator.git;

import org.jspecify.annotations.NullMarked;
