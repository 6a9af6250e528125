/**
 * Files that go over HTTP: artifacts to and from GitLab, caches to and from an object store. Bodies
 * are streamed; nothing here holds a whole file.
 */
@NullMarked
package dev.slipway.ports.transfer;

import org.jspecify.annotations.NullMarked;
