# METADATA
# title: "Logs are kept as long as the policy asks and no longer than privacy allows"
# description: >-
#   Logs that are gone cannot be investigated; logs that stay forever are personal data without a
#   reason.
# related_resources:
#   - https://grafana.com/docs/loki/latest/operations/storage/retention/
# custom:
#   id: OBS-06
#   severity: medium
#   evidence: files
#   sources: [retail-hardening, erp-integration, retail-multi-tenant, logistics-isolation]
#   kinds: [Configuration]
#   remediation: >-
#     Set limits_config.retention_period within the limits and compactor.retention_enabled.
#   parameters:
#     log_days_min: {default: 90, description: "Days for which logs are kept at least"}
#     log_days_max: {default: 400, description: "Days for which logs are kept at most"}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AU-11", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "10.5.1", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.15", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.5.34", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "C1.2", coverage: partial}
package bulkhead.controls.obs_06

import rego.v1

applicable if input.type == "loki"

enforced if input.content.compactor.retention_enabled == true

enforced if input.content.table_manager.retention_deletes_enabled == true

written := sprintf("%v", [input.content.limits_config.retention_period])

hours_of := {"h": 1, "d": 24, "w": 168, "y": 8760}

# Prometheus durations: 744h, 31d, 4w, 1y; Go's 744h0m0s too.
days(text) := (to_number(found[0][1]) * hours_of[found[0][2]]) / 24 if {
	found := regex.find_all_string_submatch_n(`^([0-9]+)(h|d|w|y)(0m)?(0s)?$`, text, 1)
	count(found) == 1
}

violation contains v if {
	not enforced
	v := {
		"path": "",
		"key": "forever",
		"message": sprintf("%s keeps logs for ever: nothing deletes them", [input.meta.name]),
		"observed": "compactor.retention_enabled is not true",
		"expected": "compactor.retention_enabled: true",
		"fix": "Set compactor.retention_enabled: true.",
	}
}

periods contains {"path": "/limits_config/retention_period", "text": written}

periods contains {"path": sprintf("/limits_config/retention_stream/%d/period", [i]), "text": sprintf("%v", [stream.period])} if {
	some i, stream in input.content.limits_config.retention_stream
}

violation contains v if {
	enforced
	some period in periods
	length := days(period.text)
	length > 0
	[verdict, word] := judged(length)
	v := {
		"path": period.path,
		"key": period.path,
		"message": sprintf("%s keeps logs for %v days, %s", [input.meta.name, length, word]),
		"observed": period.text,
		"expected": sprintf("%d to %d days", [data.parameters.log_days_min, data.parameters.log_days_max]),
		"fix": sprintf("Set retention_period to %d to %d days.", [data.parameters.log_days_min, data.parameters.log_days_max]),
		"severity": verdict,
	}
}

judged(length) := ["medium", "less than the policy asks for"] if length < data.parameters.log_days_min

judged(length) := ["medium", "longer than privacy allows"] if length > data.parameters.log_days_max

set if {
	some period in periods
	days(period.text) > 0
}

unknown contains "limits_config.retention_period is not written in a form that is understood: needs the retention of the log store" if {
	enforced
	not set
}
