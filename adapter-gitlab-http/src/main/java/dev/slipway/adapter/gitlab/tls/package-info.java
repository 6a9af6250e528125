/**
 * Whom a connection trusts and how it shows itself: PEM files, the system's authorities, chains.
 */
@NullMarked
package dev.slipway.adapter.gitlab.tls;

import org.jspecify.annotations.NullMarked;
