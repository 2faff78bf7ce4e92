# METADATA
# title: "Business indicators are watched"
# description: >-
#   A platform can be green while no order gets through.
# related_resources:
#   - https://prometheus.io/docs/practices/alerting/
# custom:
#   id: OBS-08
#   severity: low
#   evidence: files
#   sources: [distribution-hardening, retail-multi-tenant]
#   kinds: [Platform]
#   remediation: >-
#     Export the indicators and add an alert for each that is missing.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SI-4", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC7.2", coverage: partial}
package bulkhead.controls.obs_08

import rego.v1

import data.bulkhead.lib.alerting
import data.bulkhead.lib.words

# Whole phrases: Prometheus itself speaks of samples out of order, and systemd of its journal.
indicators := {
	"orders": `(sale|purchase|web|shop|checkout|customer|odoo)[ _a-z]*orders?|orders?[ _](total|created|placed|confirmed|received|failed|dropped|per)|checkout`,
	"failed stock reservations": `stock|picking|inventory|reservation[ _a-z]*fail|fail[ _a-z]*reservation`,
	"posting errors": `posting|account_move|invoice`,
}

missing := alerting.missing(indicators)

violation contains v if {
	data.platform.scope == "complete"
	alerting.seen
	some indicator in missing
	v := {
		"path": "",
		"key": indicator,
		"message": sprintf("no alert watches %s", [indicator]),
		"observed": sprintf("%s, none of them about %s", [words.counted(count(alerting.texts), "alert"), indicator]),
		"expected": sprintf("an alert about %s", [indicator]),
	}
}

unknown contains reason if some reason in alerting.unanswered(missing)
