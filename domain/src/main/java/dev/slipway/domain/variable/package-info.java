/** CI/CD variables: the ordered list, look-up and expansion. */
@NullMarked
package dev.slipway.domain.variable;

import org.jspecify.annotations.NullMarked;
