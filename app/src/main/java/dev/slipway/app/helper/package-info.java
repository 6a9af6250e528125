/**
 * The helper: what runs in a pod's second container, in the project directory, to carry files into
 * the job and out of it. Flags, words and exit codes are those of GitLab Runner's helper, so that a
 * script may call either.
 *
 * <pre>
 * HelperCommand = ArtifactsUploader | ArtifactsDownloader | CacheArchiver | CacheExtractor
 *               | CacheInit | ReadLogs | HealthCheck
 * ArchiveFormat = ZIP | GZIP | RAW | TARZSTD | ZIPZSTD
 * </pre>
 */
@NullMarked
package dev.slipway.app.helper;

import org.jspecify.annotations.NullMarked;
