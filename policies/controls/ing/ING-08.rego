# METADATA
# title: "Traefik's API and dashboard are not exposed insecurely"
# description: >-
#   api.insecure serves the API and dashboard on port 8080 to whoever reaches it, without
#   authentication.
# related_resources:
#   - https://doc.traefik.io/traefik/operations/api/
# custom:
#   id: ING-08
#   severity: critical
#   evidence: files
#   sources: [distribution-hardening]
#   kinds: [EdgeProxy]
#   remediation: >-
#     Remove api.insecure; route to api@internal with an identity check.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-3", coverage: partial}
package bulkhead.controls.ing_08

import rego.v1

import data.bulkhead.lib.edge

violation contains v if {
	input.settings.api.insecure == true
	v := {
		"path": input.settingPointers["api.insecure"],
		"message": sprintf("%s serves Traefik's API without authentication", [input.meta.name]),
		"observed": "api.insecure: true",
		"expected": "api.insecure: false",
	}
}

violation contains v if {
	input.settings.api.debug == true
	v := {
		"path": input.settingPointers["api.debug"],
		"message": sprintf("%s serves debug endpoints", [input.meta.name]),
		"observed": "api.debug: true",
		"expected": "api.debug: false",
		"fix": "Remove api.debug.",
		"severity": "medium",
	}
}

unknown contains edge.rest
