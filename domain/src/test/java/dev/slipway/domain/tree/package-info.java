/** Tests of trees. */
@NullMarked
package dev.slipway.domain.tree;

import org.jspecify.annotations.NullMarked;
