/**
 * The real cluster that tests run on: found or started, with a namespace of its own for each test
 * class, and accounts that may do what the ports say they need, or nothing.
 */
@NullMarked
package dev.slipway.acceptance.cluster;

import org.jspecify.annotations.NullMarked;
