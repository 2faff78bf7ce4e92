# METADATA
# title: "Access logs are on and structured"
# description: >-
#   Without them nobody can tell who came, when an account was tried or data was fetched.
# related_resources:
#   - https://doc.traefik.io/traefik/reference/install-configuration/observability/logs-and-accesslogs/
# custom:
#   id: ING-11
#   severity: medium
#   evidence: files
#   sources: [distribution-hardening]
#   kinds: [EdgeProxy]
#   remediation: >-
#     Switch accessLog on with format json, to standard output where the collector finds it.
#   example: |
#     accessLog:
#       format: json
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AU-2", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "AU-12", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "10.2.1", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.15", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC7.2", coverage: partial}
package bulkhead.controls.ing_11

import rego.v1

import data.bulkhead.lib.edge

pointer(setting) := p if {
	p := input.settingPointers[setting]
} else := ""

on if is_object(input.settings.accessLog)

on if input.settings.accessLog == true

violation contains v if {
	not on
	not edge.rest
	v := {
		"path": pointer("accessLog"),
		"key": "accessLog",
		"message": sprintf("Traefik of %s logs no requests", [input.meta.name]),
		"observed": "no accessLog",
		"expected": "accessLog with format json",
		"fix": "Switch accessLog on, with format: json.",
	}
}

violation contains v if {
	on
	format := object.get(object.get(input.settings, "accessLog", {}), "format", "common")
	lower(format) != "json"
	v := {
		"path": pointer("accessLog.format"),
		"key": "format",
		"message": sprintf("Traefik of %s logs requests as plain text", [input.meta.name]),
		"observed": sprintf("format: %s", [format]),
		"expected": "format: json",
		"fix": "Set accessLog.format: json.",
		"severity": "low",
	}
}

violation contains v if {
	file := input.settings.accessLog.filePath
	not file in {"", "/dev/stdout", "/dev/stderr"}
	v := {
		"path": pointer("accessLog.filePath"),
		"key": "filePath",
		"message": sprintf("Traefik of %s writes its access log where no collector of container logs finds it", [input.meta.name]),
		"observed": sprintf("filePath: %s", [file]),
		"expected": "standard output",
		"fix": "Remove accessLog.filePath.",
		"severity": "low",
	}
}

unknown contains edge.rest if not on
