# METADATA
# title: "Memory pressure and evictions of Redis are monitored"
# description: >-
#   A cache that evicts sessions logs users out, and nobody knows why.
# related_resources:
#   - https://redis.io/docs/latest/develop/reference/eviction/
# custom:
#   id: RED-08
#   severity: medium
#   evidence: files
#   sources: [retail-hardening, erp-integration]
#   kinds: [Platform]
#   remediation: >-
#     Alert on redis_memory_used_bytes against its limit and on redis_evicted_keys_total.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SI-4", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "A1.1", coverage: partial}
package bulkhead.controls.red_08

import rego.v1

import data.bulkhead.lib.alerting
import data.bulkhead.lib.words

wanted := {"memory pressure": `redis.*memory|redis_memory`, "evictions": `evict`}

applicable if count(object.get(data.platform.kinds, "Cache", {})) > 0

violation contains v if {
	data.platform.scope == "complete"
	some what in alerting.missing(wanted)
	v := {
		"path": "",
		"key": what,
		"message": sprintf("nothing alerts on %s", [what]),
		"observed": sprintf("%s, none of them", [words.counted(count(alerting.texts), "alert")]),
		"expected": sprintf("an alert on %s", [what]),
	}
}

unknown contains sprintf("no alert on %s was seen in this input", [what]) if some what in alerting.missing(wanted)
