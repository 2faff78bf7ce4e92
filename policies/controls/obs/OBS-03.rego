# METADATA
# title: "Every alert has a severity, an owner and a runbook"
# description: >-
#   Who is woken by an alert must know how bad it is, whose it is and what to do.
# related_resources:
#   - https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
# custom:
#   id: OBS-03
#   severity: medium
#   evidence: files
#   sources: [distribution-hardening, retail-hardening, erp-integration]
#   kinds: [Configuration, Resource]
#   remediation: >-
#     Give the rule the labels severity and owner (or team) and the annotation runbook_url.
#   example: |
#     groups:
#       - name: backups
#         rules:
#           - alert: BackupFailed
#             expr: kube_job_failed{job_name=~".*backup.*"} > 0
#             labels: {severity: critical, owner: platform}
#             annotations: {runbook_url: https://runbooks.example.com/backup-failed}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "IR-4", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "IR-5", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.5.26", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC7.3", coverage: partial}
package bulkhead.controls.obs_03

import rego.v1

groups := input.content.groups if {
	input.kind == "Configuration"
	input.type == "prometheus-rules"
}

groups := input.object.spec.groups if {
	input.kind == "Resource"
	input.meta.resourceKind == "PrometheusRule"
}

root := "/groups" if input.kind == "Configuration"

root := "/spec/groups" if input.kind == "Resource"

alerts contains {"pointer": sprintf("%s/%d/rules/%d", [root, i, j]), "rule": rule, "labels": object.union(object.get(group, "labels", {}), object.get(rule, "labels", {})), "annotations": object.get(rule, "annotations", {})} if {
	some i, group in groups
	some j, rule in group.rules
	rule.alert
}

applicable if count(alerts) > 0

owner_labels := {"owner", "team", "owned_by", "squad"}

has(alert, "severity") if alert.labels.severity

has(alert, "owner") if {
	some place in ["labels", "annotations"]
	some label in object.keys(alert[place])
	label in owner_labels
}

has(alert, "runbook") if {
	some place in ["labels", "annotations"]
	some label in object.keys(alert[place])
	contains(lower(label), "runbook")
}

violation contains v if {
	some alert in alerts
	missing := [part | some part in ["severity", "owner", "runbook"]; not has(alert, part)]
	count(missing) > 0
	v := {
		"path": alert.pointer,
		"key": alert.rule.alert,
		"message": sprintf("alert %s has no %s", [alert.rule.alert, concat(", no ", missing)]),
		"observed": sprintf("missing: %s", [concat(", ", missing)]),
		"expected": "labels severity and owner, annotation runbook_url",
	}
}
