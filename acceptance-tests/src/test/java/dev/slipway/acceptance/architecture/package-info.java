/**
 * What the repository promises about itself: the arrows between its modules, the size of its files,
 * links that lead somewhere, generated pages that are up to date.
 */
@NullMarked
package dev.slipway.acceptance.architecture;

import org.jspecify.annotations.NullMarked;
