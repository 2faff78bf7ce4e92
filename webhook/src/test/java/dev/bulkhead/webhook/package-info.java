/** Tests of the webhook's server. */
@NullMarked
package dev.bulkhead.webhook;

import org.jspecify.annotations.NullMarked;
