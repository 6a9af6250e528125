/**
 * The object stores of caches: S3, Google Cloud Storage and Azure Blob Storage. Addresses are
 * signed here, so that a pod gets permission for one object, one direction and the time of its job,
 * and never a credential. Knows the ports, the domain, the JDK's HTTP client and the AWS signer.
 *
 * <pre>
 * CacheStore = S3CacheStore | GcsCacheStore | AzureCacheStore
 * AwsLogin   = the configured key | environment | web identity | container | machine
 * GcsSigner  = a key | a service account that Google signs for
 * AzureSignature = by the account's key | by a key that AzureLogin gets: of the pod | of the machine
 * </pre>
 */
@NullMarked
package dev.slipway.app.cache;

import org.jspecify.annotations.NullMarked;
