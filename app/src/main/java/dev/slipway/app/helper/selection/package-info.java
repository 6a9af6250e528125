/** Which files of the project an archive gets, by paths, patterns, exclusions and git. */
@NullMarked
package dev.slipway.app.helper.selection;

import org.jspecify.annotations.NullMarked;
