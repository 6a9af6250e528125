/** Tests of the object stores: published signatures, answers of the credentials' services. */
@NullMarked
package dev.slipway.app.cache;

import org.jspecify.annotations.NullMarked;
