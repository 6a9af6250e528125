package dev.slipway.domain.job;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.input.InputRefusedException;
import dev.slipway.domain.input.InputTexts;
import dev.slipway.domain.job.JobPayload.JobArtifact;
import dev.slipway.domain.job.JobPayload.JobCache;
import dev.slipway.domain.job.JobPayload.JobImage;
import dev.slipway.domain.job.JobPayload.JobStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A payload with its inputs put into the places that may ask for them: images and services, the
 * lines of {@code script} and {@code after_script}, artifacts, cache. Hooks, {@code release} and
 * variables are left alone (GitLab Runner's list).
 */
final class InputInterpolation {
  private final JobPayload payload;
  private final InputTexts inputs;

  private InputInterpolation(JobPayload payload) {
    this.payload = payload;
    this.inputs = new InputTexts(payload.inputs());
  }

  static JobPayload of(JobPayload payload) throws FailureException {
    InputInterpolation interpolation = new InputInterpolation(payload);
    if (interpolation.inputs.isEmpty()) {
      return payload;
    }
    try {
      return interpolation.filled();
    } catch (InputRefusedException e) {
      throw new FailureException(
          new Failure.ConfigRejected("failed to interpolate job inputs: " + e.getMessage()));
    }
  }

  private JobPayload filled() throws InputRefusedException {
    List<JobStep> steps = new ArrayList<>();
    for (JobStep step : payload.steps()) {
      boolean ours = step.name().equals("script") || step.name().equals("after_script");
      steps.add(ours ? new JobStep(step.name(), inputs.fill(step.script())) : step);
    }
    Optional<JobImage> image = payload.image();
    if (image.isPresent()) {
      image = Optional.of(image(image.get()));
    }
    List<JobImage> services = new ArrayList<>();
    for (JobImage service : payload.services()) {
      services.add(image(service));
    }
    List<JobArtifact> artifacts = new ArrayList<>();
    for (JobArtifact artifact : payload.artifacts()) {
      artifacts.add(artifact(artifact));
    }
    List<JobCache> caches = new ArrayList<>();
    for (JobCache cache : payload.cache()) {
      caches.add(cache(cache));
    }
    return payload.withTexts(steps, image, services, artifacts, caches);
  }

  private JobImage image(JobImage image) throws InputRefusedException {
    Optional<String> user = image.user();
    if (user.isPresent()) {
      user = Optional.of(inputs.fill(user.get()));
    }
    return new JobImage(
        inputs.fill(image.name()),
        image.alias(),
        inputs.fill(image.command()),
        inputs.fill(image.entrypoint()),
        image.ports(),
        image.variables(),
        inputs.fill(image.pullPolicies()),
        user);
  }

  private JobArtifact artifact(JobArtifact artifact) throws InputRefusedException {
    return new JobArtifact(
        inputs.fill(artifact.name()),
        artifact.untracked(),
        inputs.fill(artifact.paths()),
        inputs.fill(artifact.exclude()),
        inputs.fill(artifact.when()),
        artifact.type(),
        artifact.format(),
        inputs.fill(artifact.expireIn()));
  }

  private JobCache cache(JobCache cache) throws InputRefusedException {
    return new JobCache(
        inputs.fill(cache.key()),
        cache.untracked(),
        inputs.fill(cache.policy()),
        inputs.fill(cache.paths()),
        inputs.fill(cache.when()),
        inputs.fill(cache.fallbackKeys()));
  }
}
