package dev.slipway.acceptance.behaviour;

import dev.slipway.domain.settings.ClusterClient;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A test that runs through each Kubernetes client. It runs beside the others of its class: such a
 * test has a manager of its own and mostly waits.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@EnumSource(ClusterClient.class)
@Execution(ExecutionMode.CONCURRENT)
@interface BothClients {}
