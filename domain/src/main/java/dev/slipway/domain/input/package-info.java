/**
 * Job inputs: typed values that GitLab sends with a job, and the places in the job's texts that ask
 * for them. Knows nothing of the payload's other parts.
 *
 * <pre>
 * InputValue = Text | Numeric | Truth | Items | Fields
 * </pre>
 */
@NullMarked
package dev.slipway.domain.input;

import org.jspecify.annotations.NullMarked;
