# METADATA
# title: "Failed and stale backups raise an alert"
# description: >-
#   A backup that stopped in spring is found in autumn, unless something says so.
# related_resources:
#   - https://www.postgresql.org/docs/current/monitoring-stats.html
# custom:
#   id: BAK-19
#   severity: high
#   evidence: files
#   sources: [distribution-hardening, retail-hardening, retail-multi-tenant]
#   kinds: [Platform]
#   remediation: >-
#     Alert on failed runs and on the age of the last good backup.
#   example: |
#     groups:
#       - name: backups
#         rules:
#           - alert: BackupTooOld
#             expr: time() - cnpg_collector_last_available_backup_timestamp > 14400
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CP-9", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SI-4", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC7.2", coverage: partial}
package bulkhead.controls.bak_19

import rego.v1

import data.bulkhead.lib.backup
import data.bulkhead.lib.ownership

applicable if count(backup.plans) > 0

rules contains rule if {
	some entity in data.platform.kinds.Resource
	entity.object.kind == "PrometheusRule"
	some group in entity.object.spec.groups
	some rule in group.rules
}

rules contains rule if {
	some entity in data.platform.kinds.Configuration
	entity.type == "prometheus-rules"
	some group in entity.content.groups
	some rule in group.rules
}

speaks_of_backups(rule) if {
	regex.match(`(?i)backup|velero|barman|pgbackrest|restic|k8up|wal_?archiv|pg_stat_archiver`, sprintf("%s %s", [rule.alert, object.get(rule, "expr", "")]))
}

alerted if {
	some rule in rules
	speaks_of_backups(rule)
}

violation contains v if {
	ownership.complete
	not alerted
	v := {
		"path": "",
		"message": "no alert speaks of failed or stale backups",
		"observed": sprintf("%d alert rules, none about backups", [count(rules)]),
		"expected": "an alert on failed runs and on the age of the last good backup",
	}
}

unknown contains "no alert about backups seen in this input; the rules may be elsewhere" if not alerted
