/**
 * The endpoints of the job API and what they check.
 *
 * <pre>
 * Shape = Text(pattern) | Bool | Whole | TextMap | Members(required, optional) | Features
 * </pre>
 */
@NullMarked
package dev.slipway.acceptance.coordinator.api;

import org.jspecify.annotations.NullMarked;
