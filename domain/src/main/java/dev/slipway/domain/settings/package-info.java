/**
 * What {@code config.toml} means, as values: one record per concern, with nothing unset that has a
 * default.
 *
 * <pre>
 * GlobalSettings   = RunnerSettings*
 * RunnerSettings   = GitlabSettings PollingSettings ReportingSettings JobSettings KubernetesSettings
 *                    ArtifactSettings CacheSettings
 * CacheStoreSettings = S3 | Gcs | Azure
 * JobSettings      = HookScripts SourcesSettings
 * KubernetesSettings = ConnectionSettings ImageSettings IdentitySettings TimerSettings
 *                    PodResources SecuritySettings AllowedIds DirectorySettings VolumeSettings*
 *                    ServiceSettings* OverwriteSettings
 * ImageSettings    = HelperImageSettings AllowedImages
 * SecuritySettings = CapabilitySettings ContainerSecurity*
 * ClusterClient    = FABRIC8 | OFFICIAL
 * Shell            = BASH | SH
 * LogLevel         = PANIC | FATAL | ERROR | WARN | INFO | DEBUG
 * LogFormat        = RUNNER | TEXT | JSON
 * </pre>
 */
@NullMarked
package dev.slipway.domain.settings;

import org.jspecify.annotations.NullMarked;
