/** A real S3 server for tests: a process of its own, that checks signatures and keeps files. */
@NullMarked
package dev.slipway.acceptance.store;

import org.jspecify.annotations.NullMarked;
