/**
 * GitLab's job API over HTTP with the JDK's client: asking for jobs, reporting on them, appending
 * to their logs. {@link dev.slipway.adapter.gitlab.GitlabConnection} is the way in.
 *
 * <pre>
 * CallResult = Answered(status, headers, body) | Unreachable(what) | NotMade(what)
 * </pre>
 */
@NullMarked
package dev.slipway.adapter.gitlab;

import org.jspecify.annotations.NullMarked;
