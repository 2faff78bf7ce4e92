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
import data.bulkhead.lib.words

# By what rules of kube-prometheus, exporters, operators and Flux or Argo CD say; a word alone that
# has other meanings ("lock" in "blocked", "disk" in "disk latency") is not enough.
situations := {
	"replication lag": `replication.*lag|lag.*replication|wal_lag|replay_lag`,
	"certificate expiry": `cert.*(expir|not_after|not ready)|x509_cert|not_after|ssl_earliest_cert`,
	"backup failure": `(backup|pgbackrest|barman|velero|k8up|restic|archiv).*(fail|error|miss|old|age|stale|not ?running|last|since|absent|partial)|(fail|last|no)[ a-z_-]*backup`,
	"failed deployment": `(deployment|rollout|argocd_app|reconcil|gotk_|helmrelease|kustomization).*(fail|mismatch|unavailable|stuck|condition|sync|degraded|progress)`,
	"storage": `(disk|storage|volume|filesystem|pvc|inode)[^ ]*[ _-]*(space|full|fill|free|avail|used|usage|low|capacity|almost)|(low|out of)[ _-]*(disk|storage|inode)|volume_stats`,
	"queue depth": `(^|[^k])queue.*(depth|size|length|high|messages|pending|lag|wait|backlog)|backlog|jobs?_pending|dlq`,
	"authentication anomaly": `auth[a-z]*[ _-]*(fail|error|anomal|denied)|(fail|invalid)[a-z]*[ _-]*(log ?in|auth|password)|log_?in[a-z]*[ _-]*(fail|error|attempt)|unauthori[sz]ed|(^|[^0-9])401([^0-9]|$)|brute`,
	"unusual API traffic": `(request|traffic|api)[ a-z_-]*(spike|anomal|unusual|surge)|(unusual|anomal)[ a-z_-]*(traffic|request|api)|too many requests|(^|[^0-9])429([^0-9]|$)|apiserver_request_total`,
	"Redis memory": `(redis|valkey).*(memory|evict)`,
	"pod restarts": `restart|crash ?loop`,
	"ingress errors": `(traefik|nginx|ingress|gateway|envoy|haproxy|http).*(5xx|5\.\.|5\.\*|5\[|50[0-9])|5xx|server (response )?errors?`,
	"lock contention": `dead ?lock|pg_locks|(^|[^a-z])locks?([^a-z]|$)`,
}

missing := alerting.missing(situations)

violation contains v if {
	data.platform.scope == "complete"
	alerting.seen
	some situation in missing
	v := {
		"path": "",
		"key": situation,
		"message": sprintf("no alert tells of %s", [situation]),
		"observed": sprintf("%s, none of them about %s", [words.counted(count(alerting.texts), "alert"), situation]),
		"expected": sprintf("an alert about %s", [situation]),
	}
}

unknown contains reason if some reason in alerting.unanswered(missing)
