# METADATA
# title: "Logs are redacted of secrets and personal data"
# description: >-
#   A password in a log line is copied to a store that more people read than the database.
# related_resources:
#   - https://grafana.com/docs/loki/latest/send-data/promtail/stages/replace/
#   - https://vector.dev/docs/reference/vrl/functions/
# custom:
#   id: OBS-07
#   severity: low
#   evidence: partly
#   sources: [logistics-isolation]
#   kinds: [Configuration]
#   remediation: >-
#     Add a stage that replaces what looks like a secret or a person (Promtail replace, VRL
#     redact).
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SI-19", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.11", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "C1.1", coverage: partial}
package bulkhead.controls.obs_07

import rego.v1

applicable if input.type == "promtail"

applicable if {
	input.type == "vector"
	some source in input.content.sources
	source.type in {"kubernetes_logs", "file", "docker_logs", "journald", "syslog"}
}

redacting(job) if {
	[path, value] := walk(job.pipeline_stages)
	path[count(path) - 1] in {"replace", "luhn", "template"}
	value
}

violation contains v if {
	input.type == "promtail"
	some i, job in input.content.scrape_configs
	not redacting(job)
	v := {
		"path": sprintf("/scrape_configs/%d", [i]),
		"key": sprintf("%d", [i]),
		"message": sprintf("job %s of %s ships logs as they are", [object.get(job, "job_name", sprintf("%d", [i])), input.meta.name]),
		"observed": "no stage that replaces",
		"expected": "a replace stage for secrets and personal data",
		"fix": "Add a replace stage for what looks like a secret or a person.",
	}
}

vrl if {
	some transform in input.content.transforms
	transform.type == "remap"
	regex.match(`redact\(|replace\(|del\(`, transform.source)
}

violation contains v if {
	input.type == "vector"
	not vrl
	v := {
		"path": "/sources",
		"key": "vector",
		"message": sprintf("%s ships logs as they are", [input.meta.name]),
		"observed": "no transform that redacts",
		"expected": "a remap transform with redact()",
		"fix": "Add a remap transform with redact().",
	}
}
