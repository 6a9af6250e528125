/** The reading of the configuration, tested: every key, every refusal. */
@NullMarked
package dev.slipway.app.config;

import org.jspecify.annotations.NullMarked;
