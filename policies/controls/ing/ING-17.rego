# METADATA
# title: "TLS to backends is verified"
# description: >-
#   insecureSkipVerify takes any certificate: whoever stands between reads and changes everything.
# related_resources:
#   - https://doc.traefik.io/traefik/routing/services/
# custom:
#   id: ING-17
#   severity: high
#   kinds: [ServersTransport]
#   remediation: >-
#     Remove insecureSkipVerify; add rootCAs and serverName.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-8", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "4.2.1", coverage: partial}
package bulkhead.controls.ing_17

import rego.v1

violation contains v if {
	input.insecureSkipVerify == true
	v := {
		"path": "/spec/insecureSkipVerify",
		"message": sprintf("%s %s takes any certificate of its backends", [input.meta.resourceKind, input.meta.name]),
		"observed": "insecureSkipVerify: true",
		"expected": "verification against rootCAs",
	}
}
