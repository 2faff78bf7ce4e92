# METADATA
# title: "Credentials are not literals in the configuration"
# description: >-
#   A password in odoo.conf is in every copy of the file, Git included.
# related_resources:
#   - https://www.odoo.com/documentation/master/administration/on_premise/deploy.html
# custom:
#   id: ODO-07
#   severity: critical
#   evidence: files
#   sources: [erp-integration, retail-multi-tenant]
#   kinds: [OdooInstance]
#   remediation: >-
#     Leave db_password out and give it by the environment from a Secret.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "IA-5(7)", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "8.6.2", coverage: partial}
package bulkhead.controls.odo_07

import rego.v1

violation contains v if {
	some name in ["db_password", "smtp_password"]
	input.options[name].hint in {"literal", "default"}
	v := {
		"path": input.options[name].pointer,
		"message": sprintf("%s holds %s in plain text", [input.meta.name, name]),
		"observed": "a literal value (withheld)",
		"expected": "a reference to a Secret",
	}
}
