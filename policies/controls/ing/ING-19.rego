# METADATA
# title: "Partner and API routes need authentication"
# description: >-
#   A path for machines is found by machines. What the application checks itself cannot be seen
#   from here.
# related_resources:
#   - https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/
# custom:
#   id: ING-19
#   severity: high
#   evidence: partly
#   sources: [logistics-isolation, retail-multi-tenant]
#   kinds: [Route]
#   remediation: >-
#     Ask for a token, a client certificate or a signature before the route: forwardAuth, a JWT or
#     HMAC plugin, or a TLSOption with clientAuth.
#   parameters:
#     partnerPaths: {default: [/api, /edi, /partner, /webhook, /webhooks], description: "path prefixes for machines of others"}
#     partnerHosts: {default: [api, partner, edi, webhook, webhooks], description: "first labels of hosts for machines of others"}
#     authenticateAtEdge: {default: false, description: "whether the edge has to authenticate, whatever the application does"}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "IA-8", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "IA-9", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.1", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.5", coverage: partial}
package bulkhead.controls.ing_19

import rego.v1

import data.bulkhead.lib.route

partner(rule) := sprintf("path %s", [path.value]) if {
	some path in rule.paths
	some prefix in data.parameters.partnerPaths
	below(path.value, prefix)
} else := sprintf("host %s", [host]) if {
	some host in rule.hosts
	some label in data.parameters.partnerHosts
	startswith(host, sprintf("%s.", [label]))
}

below(path, prefix) if path == prefix

below(path, prefix) if startswith(path, sprintf("%s/", [trim_suffix(prefix, "/")]))

rules := [rule |
	some rule in route.public_rules
	partner(rule)
]

applicable if count(rules) > 0

authenticated(_) if mutual_tls

authenticated(rule) if {
	some middleware in route.middlewares(rule)
	middleware.type in {"forwardAuth", "basicAuth", "digestAuth", "passTLSClientCert"}
}

authenticated(rule) if {
	some middleware in route.middlewares(rule)
	middleware.type == "plugin"
	some plugin, _ in middleware.settings
	regex.match(`(?i)(jwt|oauth|oidc|hmac|api-?key|signature|token)`, plugin)
}

authenticated(_) if {
	route.served_by == "nginx"
	some annotation in ["auth-url", "auth-type", "auth-tls-secret"]
	route.nginx(annotation)
}

mutual_tls if {
	some policy in data.platform.kinds.TlsPolicy
	policy.clientAuthType in {"RequireAndVerifyClientCert", "RequireAnyClientCert"}
	input.tls.options in {policy.meta.name, sprintf("%s/%s", [object.get(policy.meta, "namespace", ""), policy.meta.name]), sprintf("%s@file", [policy.meta.name])}
}

violation contains v if {
	data.parameters.authenticateAtEdge == true
	some rule in rules
	not authenticated(rule)
	not route.unseen(rule)
	v := {
		"path": rule.pointer,
		"key": rule.pointer,
		"message": sprintf("%s lets machines in at %s without authentication", [route.name, partner(rule)]),
		"observed": "no authentication in the chain",
		"expected": "token, client certificate or signature",
	}
}

unknown contains sprintf("nothing before %s authenticates; whether the application does is not known (attest it, or set authenticateAtEdge)", [partner(rule)]) if {
	data.parameters.authenticateAtEdge != true
	some rule in rules
	not authenticated(rule)
	not route.unseen(rule)
}

unknown contains route.unseen(rule) if {
	some rule in rules
	not authenticated(rule)
}
