package dev.slipway.ports.gitlab;

import org.junit.jupiter.api.Nested;

class FakeGitlabTest {

  @Nested
  class Queue extends JobQueueContract {
    @Override
    protected GitlabBench open() {
      return new FakeGitlab();
    }
  }

  @Nested
  class Reporter extends JobReporterContract {
    @Override
    protected GitlabBench open() {
      return new FakeGitlab();
    }
  }

  @Nested
  class Trace extends TraceSinkContract {
    @Override
    protected GitlabBench open() {
      return new FakeGitlab();
    }
  }
}
