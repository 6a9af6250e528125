/** Stores of secrets over HTTP. Knows the ports and the domain, and nothing of the flow. */
@NullMarked
package dev.slipway.app.secrets;

import org.jspecify.annotations.NullMarked;
