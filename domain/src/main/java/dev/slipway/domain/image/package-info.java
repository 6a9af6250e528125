/** Names of images: which one the helper is, and which ones a job may choose. */
@NullMarked
package dev.slipway.domain.image;

import org.jspecify.annotations.NullMarked;
