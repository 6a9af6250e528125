package dev.slipway.app.flow;

/** Hears of the jobs of a {@link RunnerLoop}. Called by the job's thread. */
public interface JobWatcher {
  /** Does nothing. */
  JobWatcher NONE =
      new JobWatcher() {
        @Override
        public void taken() {}

        @Override
        public void ended() {}
      };

  /** GitLab gave a job. */
  void taken();

  /** It has ended; its place is still taken. */
  void ended();
}
