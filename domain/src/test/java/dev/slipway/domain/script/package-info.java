/** Tests of the stage scripts: each one is run, in each shell that images have. */
@NullMarked
package dev.slipway.domain.script;

import org.jspecify.annotations.NullMarked;
