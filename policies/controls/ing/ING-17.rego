# METADATA
# title: "TLS to backends is verified"
# description: >-
#   insecureSkipVerify takes any certificate: whoever stands between reads and changes everything.
# related_resources:
#   - https://doc.traefik.io/traefik/routing/services/
# custom:
#   id: ING-17
#   severity: high
#   evidence: files
#   sources: [distribution-hardening, erp-integration]
#   kinds: [ServersTransport, EdgeProxy, Route]
#   remediation: >-
#     Remove insecureSkipVerify; add rootCAs and serverName.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-8", coverage: partial}
package bulkhead.controls.ing_17

import rego.v1

import data.bulkhead.lib.edge
import data.bulkhead.lib.route

applicable if input.kind in {"ServersTransport", "EdgeProxy"}

applicable if {
	input.kind == "Route"
	route.served_by == "nginx"
	route.nginx("backend-protocol") in {"HTTPS", "GRPCS"}
}

violation contains v if {
	input.kind == "ServersTransport"
	input.insecureSkipVerify == true
	v := {
		"path": place,
		"message": sprintf("%s %s takes any certificate of its backends", [input.meta.resourceKind, input.meta.name]),
		"observed": "insecureSkipVerify: true",
		"expected": "verification against rootCAs",
	}
}

place := "/spec/tls/insecureSkipVerify" if input.meta.resourceKind == "ServersTransportTCP"

place := route.field("insecureSkipVerify") if input.meta.resourceKind != "ServersTransportTCP"

violation contains v if {
	input.kind == "EdgeProxy"
	some section in ["serversTransport", "tcpServersTransport.tls"]
	object.get(input.settings, split(sprintf("%s.insecureSkipVerify", [section]), "."), false) == true
	v := {
		"path": object.get(input.settingPointers, sprintf("%s.insecureSkipVerify", [section]), ""),
		"key": section,
		"message": sprintf("%s takes any certificate of every backend", [input.meta.name]),
		"observed": sprintf("%s.insecureSkipVerify: true", [section]),
		"expected": "verification against rootCAs",
	}
}

violation contains v if {
	input.kind == "Route"
	object.get(input.meta.annotations, "nginx.ingress.kubernetes.io/proxy-ssl-verify", "off") == "off"
	v := {
		"path": "/metadata/annotations/nginx.ingress.kubernetes.io~1proxy-ssl-verify",
		"message": sprintf("%s does not verify its backends' certificates", [route.name]),
		"observed": "proxy-ssl-verify is off (ingress-nginx's default)",
		"expected": "proxy-ssl-verify: \"on\" with proxy-ssl-secret",
		"fix": "Set proxy-ssl-verify: \"on\", with the CA in proxy-ssl-secret.",
	}
}

unknown contains edge.rest
