/** The rules of settings, tested. */
@NullMarked
package dev.slipway.domain.settings;

import org.jspecify.annotations.NullMarked;
