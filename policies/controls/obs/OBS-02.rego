# METADATA
# title: "The alerts that the platform needs exist"
# description: >-
#   A metric without an alert is looked at after the incident. Twelve situations have to be told to
#   somebody.
# related_resources:
#   - https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
# custom:
#   id: OBS-02
#   severity: high
#   evidence: files
#   sources: [distribution-hardening, retail-hardening, retail-multi-tenant, erp-integration, logistics-isolation]
#   kinds: [Platform]
#   remediation: >-
#     Add an alerting rule for each situation that is missing.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SI-4", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "IR-4", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "10.7.2", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.16", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC7.2", coverage: partial}
package bulkhead.controls.obs_02

import rego.v1

import data.bulkhead.lib.alerting

situations := {
	"replication lag": `replication.*lag|lag.*replication|replicationlag|wal_lag|replay_lag`,
	"certificate expiry": `cert.*(expir|not_after)|x509_cert|not_after`,
	"backup failure": `backup|pgbackrest|barman|velero`,
	"failed deployment": `(deployment|rollout|argocd_app|reconcile|gotk_).*(fail|mismatch|unavailable|stuck|condition|sync|degraded|progress)`,
	"storage": `disk|volume.*(avail|full|used)|filesystem|storage`,
	"queue depth": `queue|backlog|jobs?_pending`,
	"authentication anomaly": `auth|login|failed_?password`,
	"unusual API traffic": `(api|http|request).*(rate|spike|anomal|unusual)|apiserver_request`,
	"Redis memory": `redis.*(memory|maxmemory|evict)`,
	"pod restarts": `restart|crashloop`,
	"ingress errors": `(traefik|nginx|ingress|gateway|http).*(5xx|5\.|error|code)`,
	"lock contention": `lock`,
}

missing := [situation |
	some situation, pattern in situations
	not alerting.covered(pattern)
]

violation contains v if {
	data.platform.scope == "complete"
	alerting.seen
	some situation in missing
	v := {
		"path": "",
		"key": situation,
		"message": sprintf("no alert tells of %s", [situation]),
		"observed": sprintf("%d alerts, none of them about %s", [count(alerting.texts), situation]),
		"expected": sprintf("an alert about %s", [situation]),
	}
}

unknown contains "no alerting rule is in this input: needs the rule files or PrometheusRules" if not alerting.seen

unknown contains sprintf("no alert about %s is in this part of the platform: needs the rest of the rules", [concat(", ", sort(missing))]) if {
	data.platform.scope != "complete"
	alerting.seen
	count(missing) > 0
}
