# METADATA
# title: "proxy_mode is on behind the proxy"
# description: >-
#   Without it Odoo takes the proxy's address for every client's, and http for the scheme.
# related_resources:
#   - https://www.odoo.com/documentation/master/administration/on_premise/deploy.html
# custom:
#   id: ODO-04
#   severity: high
#   evidence: files
#   sources: [distribution-hardening]
#   kinds: [OdooInstance]
#   remediation: >-
#     Set proxy_mode = True.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AU-3", coverage: partial}
package bulkhead.controls.odo_04

import rego.v1

import data.bulkhead.lib.odoo
import data.bulkhead.lib.setting

violation contains v if {
	not odoo.elsewhere("proxy_mode")
	not setting.on(object.get(input.options, ["proxy_mode", "value"], "False"))
	v := {
		"path": object.get(input.options, ["proxy_mode", "pointer"], "/options"),
		"key": "proxy_mode",
		"message": sprintf("%s does not know that it stands behind a proxy", [input.meta.name]),
		"observed": sprintf("proxy_mode = %s", [object.get(input.options, ["proxy_mode", "value"], "not set (False)")]),
		"expected": "proxy_mode = True",
	}
}

unknown contains odoo.unseen("proxy_mode")
