# METADATA
# title: "Replication lag and archiving are monitored and alerted"
# description: >-
#   A replica that is hours behind and an archive that stopped are found out on the day they are
#   needed.
# related_resources:
#   - https://www.postgresql.org/docs/current/monitoring-stats.html
# custom:
#   id: PGS-17
#   severity: medium
#   evidence: files
#   sources: [distribution-hardening, retail-hardening, erp-integration]
#   kinds: [Platform]
#   remediation: >-
#     Alert on pg_replication_lag and on failures of the archiver.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SI-4", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "CP-9", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "A1.2", coverage: partial}
package bulkhead.controls.pgs_17

import rego.v1

import data.bulkhead.lib.alerting
import data.bulkhead.lib.words

wanted := {"replication lag": `(replication_lag|replay_lag|pg_stat_replication|replication_is_replica|cnpg_pg_replication)`, "archiving": `archiv|last_(available|failed)_backup|wal_(archive|push)`}

applicable if count(object.get(data.platform.kinds, "DatabaseServer", {})) > 0

violation contains v if {
	data.platform.scope == "complete"
	some what in alerting.missing(wanted)
	v := {
		"path": "",
		"key": what,
		"message": sprintf("nothing alerts on %s", [what]),
		"observed": sprintf("%s, none of them", [words.counted(count(alerting.texts), "alert")]),
		"expected": sprintf("an alert on %s", [what]),
	}
}

unknown contains sprintf("no alert on %s was seen in this input", [what]) if some what in alerting.missing(wanted)
