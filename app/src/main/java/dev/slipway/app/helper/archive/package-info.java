/**
 * Archives, written and read as streams with bounded memory. What is read may come from anybody:
 * nothing is ever written outside the directory it belongs to.
 *
 * <pre>
 * ArchiveFormat = ZIP | GZIP | RAW | TARZSTD | ZIPZSTD
 * EntryKind     = FILE | DIRECTORY | LINK | OTHER
 * </pre>
 */
@NullMarked
package dev.slipway.app.helper.archive;

import org.jspecify.annotations.NullMarked;
