/** Tests against a real API server, where the properties kube.apiserver and etcd name one. */
@NullMarked
package dev.bulkhead.webhook.cluster;

import org.jspecify.annotations.NullMarked;
