# METADATA
# title: "Administrative consoles are behind an identity check"
# description: >-
#   Prometheus, Alertmanager and their like have no logins of their own: whoever reaches the host
#   reads all tenants' metrics and silences alarms.
# related_resources:
#   - https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/forwardauth/
# custom:
#   id: ING-16
#   severity: high
#   evidence: files
#   sources: [retail-multi-tenant]
#   kinds: [Route]
#   remediation: >-
#     Put forwardAuth (OIDC) before the route, or take the host off the public entry point.
#   example: |
#     middlewares:
#       - name: sso   # forwardAuth to the identity provider
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "IA-2", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "AC-17", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "8.4.1", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.1", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.5", coverage: partial}
package bulkhead.controls.ing_16

import rego.v1

import data.bulkhead.lib.route

consoles := {"prometheus", "alertmanager", "thanos", "jaeger", "kibana", "mailhog", "mailpit", "longhorn", "hubble", "traefik", "kafka-ui", "pgweb", "adminer", "phppgadmin", "redis-commander", "kubernetes-dashboard", "headlamp", "opencost", "kubecost"}

# The console that a rule leads to, by the service's name.
console(rule) := product if {
	some backend in rule.backends
	name := lower(backend.name)
	some product in consoles
	contains(name, product)
	regex.match(sprintf(`(^|[-_.@])%s([-_.@]|$)`, [product]), name)
} else := "the API of Traefik" if {
	some backend in rule.backends
	backend.name in {"api@internal", "dashboard@internal", "prometheus@internal"}
}

applicable if {
	input.protocol == "http"
	not route.operational
	some rule in input.rules
	console(rule)
}

identity(rule) if {
	some middleware in route.middlewares(rule)
	identifies(middleware)
}

identity(_) if {
	route.served_by == "nginx"
	some annotation in ["auth-url", "auth-type", "auth-tls-secret"]
	route.nginx(annotation)
}

identifies(middleware) if middleware.type in {"forwardAuth", "oidc", "basicAuth", "digestAuth"}

identifies(middleware) if {
	middleware.type == "plugin"
	some plugin, _ in middleware.settings
	regex.match(`(?i)(oidc|oauth|openid|keycloak|saml|jwt)`, plugin)
}

violation contains v if {
	some rule in input.rules
	product := console(rule)
	not identity(rule)
	not route.unseen(rule)
	v := {
		"path": rule.pointer,
		"key": sprintf("%s %s", [product, rule.pointer]),
		"message": sprintf("%s leads to %s without asking who comes", [route.name, product]),
		"observed": "no forwardAuth or OIDC in the chain",
		"expected": "an identity check before it",
	}
}

unknown contains route.unseen(rule) if {
	some rule in input.rules
	console(rule)
	not identity(rule)
}
