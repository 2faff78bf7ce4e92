# METADATA
# title: "Forwarded headers and PROXY protocol are trusted from named addresses only"
# description: >-
#   Whoever may set X-Forwarded-For may be anyone: address limits and rate limits then count what the
#   client says.
# related_resources:
#   - https://doc.traefik.io/traefik/routing/entrypoints/
# custom:
#   id: ING-14
#   severity: high
#   evidence: files
#   sources: [distribution-hardening, retail-hardening]
#   kinds: [EdgeProxy, Configuration]
#   remediation: >-
#     List trustedIPs; remove insecure.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-7", coverage: partial}
package bulkhead.controls.ing_14

import rego.v1

import data.bulkhead.lib.edge

applicable if input.kind == "EdgeProxy"

applicable if nginx

nginx if {
	input.kind == "Configuration"
	input.type == "ingress-nginx"
}

# Whom ingress-nginx trusts, if anybody; everyone is the default (ingress-nginx, ConfigMaps).
trusted := [trim_space(range) | some range in split(object.get(input.content, "proxy-real-ip-cidr", "0.0.0.0/0"), ",")]

violation contains v if {
	nginx
	some key in ["use-forwarded-headers", "use-proxy-protocol"]
	lower(object.get(input.content, key, "false")) == "true"
	some range in trusted
	range in {"0.0.0.0/0", "::/0"}
	v := {
		"path": sprintf("/data/%s", [key]),
		"key": key,
		"message": sprintf("%s trusts what everyone says of where a request comes from", [input.meta.name]),
		"observed": sprintf("%s: \"true\", proxy-real-ip-cidr: %s", [key, range]),
		"expected": "proxy-real-ip-cidr with the addresses of the load balancer",
	}
}

violation contains v if {
	some name, entry in input.settings.entryPoints
	some section in ["forwardedHeaders", "proxyProtocol"]
	entry[section].insecure == true
	v := {
		"path": input.settingPointers[sprintf("entryPoints.%s.%s.insecure", [name, section])],
		"message": sprintf("entry point %s trusts %s from everyone", [name, section]),
		"observed": sprintf("%s.insecure: true", [section]),
		"expected": "trustedIPs",
		"fix": "Remove insecure, and list trustedIPs.",
	}
}

violation contains v if {
	some name, entry in input.settings.entryPoints
	some section in ["forwardedHeaders", "proxyProtocol"]
	some address in entry[section].trustedIPs
	address in {"0.0.0.0/0", "::/0"}
	v := {
		"path": input.settingPointers[sprintf("entryPoints.%s.%s.trustedIPs", [name, section])],
		"key": sprintf("%s/%s", [name, section]),
		"message": sprintf("entry point %s trusts %s from every address", [name, section]),
		"observed": address,
		"expected": "the addresses of the load balancer",
		"fix": "List the addresses of the load balancer in trustedIPs.",
	}
}

unknown contains edge.rest
