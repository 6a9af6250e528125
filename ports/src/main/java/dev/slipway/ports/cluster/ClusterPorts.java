package dev.slipway.ports.cluster;

/** Everything one cluster offers, as one adapter gives it. */
public record ClusterPorts(
    PodStore pods,
    SecretStore secrets,
    DisruptionBudgetStore budgets,
    NamespaceStore namespaces,
    Prerequisites prerequisites,
    PodFeed feed,
    ContainerExec exec,
    ContainerAttach attach,
    PodEvents events,
    ContainerLog logs,
    PodRenderer renderer) {}
