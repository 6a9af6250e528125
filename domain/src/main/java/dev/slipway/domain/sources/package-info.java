/**
 * Where a job's sources come from and go to: directories, Git settings, URLs, and the text of git's
 * configuration files. Pure values; the scripts that use them are in {@code domain.script}.
 *
 * <pre>
 * DirectoryChoice   = Chosen(directories) | Refused(failure)
 * GitStrategy       = CLONE | FETCH | NONE | EMPTY
 * SubmoduleStrategy = NONE | NORMAL | RECURSIVE | UNKNOWN
 * </pre>
 */
@NullMarked
package dev.slipway.domain.sources;

import org.jspecify.annotations.NullMarked;
