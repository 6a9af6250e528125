package dev.slipway.acceptance.contract;

import dev.slipway.ports.gitlab.GitlabBench;
import dev.slipway.ports.gitlab.JobQueueContract;
import dev.slipway.ports.gitlab.JobReporterContract;
import dev.slipway.ports.gitlab.TraceSinkContract;
import org.junit.jupiter.api.Nested;

class GitlabHttpContractTest {

  @Nested
  class Queue extends JobQueueContract {
    @Override
    protected GitlabBench open() {
      return new StandInBench();
    }
  }

  @Nested
  class Reporter extends JobReporterContract {
    @Override
    protected GitlabBench open() {
      return new StandInBench();
    }
  }

  @Nested
  class Trace extends TraceSinkContract {
    @Override
    protected GitlabBench open() {
      return new StandInBench();
    }
  }
}
