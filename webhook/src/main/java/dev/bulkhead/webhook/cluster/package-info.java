/**
 * The cluster that the webhook stands in front of: what it holds, followed by watches; its audit;
 * certificates kept in it. Secrets and ConfigMaps are never read.
 */
@NullMarked
package dev.bulkhead.webhook.cluster;

import org.jspecify.annotations.NullMarked;
