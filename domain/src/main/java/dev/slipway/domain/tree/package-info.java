/**
 * A Kubernetes object as it is sent, whichever library makes it: so that a field that no library
 * knows survives, and that what is sent can be shown.
 *
 * <pre>
 * Tree = Branch(key Tree)* | Items(Tree*) | Text(value) | Word(number, true, false or null)
 * </pre>
 */
@NullMarked
package dev.slipway.domain.tree;

import org.jspecify.annotations.NullMarked;
