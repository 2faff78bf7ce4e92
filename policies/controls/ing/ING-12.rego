# METADATA
# title: "A web application firewall stands before tenants whose class asks for it"
# description: >-
#   Known attacks and known attackers are stopped before they reach an ERP with a long history of
#   modules.
# related_resources:
#   - https://coraza.io/docs/tutorials/introduction/
#   - https://doc.traefik.io/traefik/reference/install-configuration/experimental/plugins/
# custom:
#   id: ING-12
#   severity: high
#   evidence: files
#   sources: [distribution-hardening, retail-hardening, logistics-isolation]
#   kinds: [Route]
#   remediation: >-
#     Put a WAF middleware (Coraza, ModSecurity) and an address reputation filter (CrowdSec) into
#     the chain of the route or its entry point.
#   parameters:
#     webApplicationFirewall: {default: false, description: "whether routes need a web application firewall whatever the class"}
#     firewallClasses: {default: [pci, pci-dss, regulated, gxp, hds], description: "compliance classes whose routes need one"}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SI-4", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SC-7", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "6.4.2", coverage: full}
#     - {framework: "ISO 27001:2022", requirement: "A.8.20", coverage: partial}
package bulkhead.controls.ing_12

import rego.v1

import data.bulkhead.lib.route

wanted if data.parameters.webApplicationFirewall == true

wanted if lower(data.platform.tenants[input.tenant].complianceClass) in data.parameters.firewallClasses

applicable if {
	wanted
	count(route.public_rules) > 0
}

names := `(?i)(coraza|modsecurity|mod-security|waf|crowdsec|appsec)`

filters(middleware) if {
	middleware.type == "plugin"
	some plugin, _ in middleware.settings
	regex.match(names, plugin)
}

filters(middleware) if {
	middleware.type in {"plugin", "forwardAuth"}
	regex.match(names, middleware.meta.name)
}

filtered(rule) if {
	some middleware in route.middlewares(rule)
	filters(middleware)
}

# The name of a middleware outside the input may say enough.
filtered(rule) if {
	some reference in rule.middlewares
	regex.match(names, reference)
}

filtered(_) if {
	route.served_by == "nginx"
	route.nginx("enable-modsecurity") == "true"
	enforces
}

# Unless it is told to, ModSecurity of ingress-nginx only reports (ingress-nginx, ModSecurity).
enforces if regex.match(`(?i)SecRuleEngine\s+On\b`, route.nginx("modsecurity-snippet"))

enforces if regex.match(`(?i)SecRuleEngine\s+On\b`, object.get(route.nginx_controller.content, "modsecurity-snippet", ""))

reporting if {
	route.served_by == "nginx"
	route.nginx("enable-modsecurity") == "true"
	not enforces
}

unsure if {
	reporting
	count(route.nginx_controllers) == 0
}

unknown contains "whether ModSecurity blocks or only reports, the ConfigMap of ingress-nginx says, which is not in this input" if unsure

observed := "ModSecurity, which only reports (no SecRuleEngine On)" if reporting

observed := "no WAF in the chain" if not reporting

violation contains v if {
	some rule in route.public_rules
	not filtered(rule)
	not unsure
	not route.unseen(rule)
	v := {
		"path": rule.pointer,
		"key": rule.pointer,
		"message": sprintf("%s has no web application firewall before it, which its tenant's class asks for", [route.name]),
		"observed": observed,
		"expected": "a WAF middleware on the route or its entry point",
	}
}

unknown contains route.unseen(rule) if {
	some rule in route.public_rules
	not filtered(rule)
}
