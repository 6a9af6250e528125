/**
 * A whole pipeline: the repositories of an example project, and the jobs of its {@code
 * .gitlab-ci.yml} as GitLab would hand them out.
 *
 * <pre>
 * PipelineFile   = the jobs of a .gitlab-ci.yml, stage by stage; knows the keywords the example uses
 * ExampleProject = repositories made of folders
 * Pipeline       = both: the jobs are offered, each after those of the stages before it
 * </pre>
 */
@NullMarked
package dev.slipway.acceptance.coordinator.pipeline;

import org.jspecify.annotations.NullMarked;
