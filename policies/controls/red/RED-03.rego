# METADATA
# title: "Redis is not exposed"
# description: >-
#   protected-mode off and a bind to every address leave only the password between the cache and the
#   network.
# related_resources:
#   - https://redis.io/docs/latest/operate/oss_and_stack/management/security/
# custom:
#   id: RED-03
#   severity: critical
#   kinds: [Cache]
#   remediation: >-
#     Keep protected-mode yes; bind to the pod's address; allow only its clients by NetworkPolicy.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-7", coverage: partial}
package bulkhead.controls.red_03

import rego.v1

import data.bulkhead.lib.setting

violation contains v if {
	some entry in input.directives["protected-mode"]
	setting.off(entry.value)
	not input.directives.requirepass
	v := {
		"path": entry.pointer,
		"key": "protected-mode",
		"message": sprintf("%s turns protected mode off without a password", [input.meta.name]),
		"observed": "protected-mode no",
		"expected": "protected-mode yes",
	}
}
