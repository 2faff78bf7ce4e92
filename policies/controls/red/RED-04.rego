# METADATA
# title: "Memory limit and eviction policy are explicit"
# description: >-
#   Without a limit Redis grows until the kernel ends it; with the wrong policy it forgets
#   sessions, or refuses writes.
# related_resources:
#   - https://redis.io/docs/latest/develop/reference/eviction/
# custom:
#   id: RED-04
#   severity: medium
#   evidence: files
#   sources: [distribution-hardening, retail-multi-tenant]
#   kinds: [Cache]
#   remediation: >-
#     Set maxmemory and maxmemory-policy: volatile-lru or allkeys-lru for a cache, noeviction for
#     queues and sessions that must not be lost.
#   example: |
#     maxmemory 512mb
#     maxmemory-policy volatile-lru
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-5", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "CM-6", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.6", coverage: partial}
package bulkhead.controls.red_04

import rego.v1

import data.bulkhead.lib.cache

applicable if {
	count(input.directives) > 0
	not cache.sentinel
}

wanted := {
	"maxmemory": "0, no limit",
	"maxmemory-policy": "noeviction",
}

violation contains v if {
	some name, fallback in wanted
	not input.directives[name]
	not cache.elsewhere
	v := {
		"path": "",
		"key": name,
		"message": sprintf("%s does not say its %s", [input.meta.name, name]),
		"observed": sprintf("%s is not set (%s)", [name, fallback]),
		"expected": sprintf("%s for what it is used for", [name]),
	}
}

violation contains v if {
	entry := input.directives.maxmemory[0]
	entry.value in {"0", "0b", "0mb", "0gb"}
	v := {
		"path": entry.pointer,
		"key": "maxmemory",
		"message": sprintf("%s has no memory limit", [input.meta.name]),
		"observed": sprintf("maxmemory %s", [entry.value]),
		"expected": "a limit below that of its container",
		"fix": "Set maxmemory below the limit of its container.",
	}
}

unknown contains sprintf("%s is not set here, and other files hold more of the settings", [name]) if {
	some name, _ in wanted
	not input.directives[name]
	cache.elsewhere
}
