# METADATA
# title: "list_db is False"
# description: >-
#   With the list on, the database manager shows every tenant's database and offers to drop it.
# related_resources:
#   - https://www.odoo.com/documentation/master/administration/on_premise/deploy.html
# custom:
#   id: ODO-01
#   severity: critical
#   evidence: files
#   sources: [distribution-hardening, retail-multi-tenant]
#   kinds: [OdooInstance]
#   remediation: >-
#     Set list_db = False.
#   example: |
#     [options]
#     list_db = False
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-7", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "AC-3", coverage: partial}
package bulkhead.controls.odo_01

import rego.v1

import data.bulkhead.lib.odoo
import data.bulkhead.lib.setting

violation contains v if {
	not odoo.elsewhere("list_db")
	not setting.off(object.get(input.options, ["list_db", "value"], "True"))
	v := {
		"path": object.get(input.options, ["list_db", "pointer"], "/options"),
		"key": "list_db",
		"message": sprintf("%s leaves the database manager on", [input.meta.name]),
		"observed": sprintf("list_db = %s", [object.get(input.options, ["list_db", "value"], "not set (True)")]),
		"expected": "list_db = False",
	}
}

unknown contains odoo.unseen("list_db")
