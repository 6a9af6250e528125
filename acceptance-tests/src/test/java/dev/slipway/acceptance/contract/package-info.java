/** The ports' contract kits, run for the real adapters. */
@NullMarked
package dev.slipway.acceptance.contract;

import org.jspecify.annotations.NullMarked;
