/**
 * Reads {@code config.toml} into {@code domain.settings}, and refuses what is not exactly right:
 * every problem at once, each with file, line and column.
 *
 * <pre>
 * ConfigAnswer = Loaded(settings, warnings) | Refused(problems)
 * Parsed       = Document(root, index) | Broken(problem)
 * KeyStatus    = HONOURED | NOT_YET | IGNORED | UNUSED | KEPT | REMOVED
 * </pre>
 */
@NullMarked
package dev.slipway.app.config;

import org.jspecify.annotations.NullMarked;
