/** Tests of the coordinator stand-in, with nothing but a plain HTTP client. */
@NullMarked
package dev.slipway.acceptance.coordinator;

import org.jspecify.annotations.NullMarked;
