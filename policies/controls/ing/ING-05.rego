# METADATA
# title: "Every public route has a rate limit, stricter on logins"
# description: >-
#   Without a limit one client takes the workers of all, and passwords can be tried as fast as the server
#   answers. Middlewares of the route, of chains and of the entry points count.
# related_resources:
#   - https://doc.traefik.io/traefik/middlewares/http/ratelimit/
#   - https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#rate-limiting
# custom:
#   id: ING-05
#   severity: high
#   evidence: files
#   sources: [distribution-hardening, retail-hardening, retail-multi-tenant, logistics-isolation]
#   kinds: [Route]
#   remediation: >-
#     Add a rateLimit middleware to the route or its entry point, and a rule of its own for the login with a
#     lower one.
#   example: |
#     rateLimit:
#       average: 50
#       burst: 100
#   parameters:
#     login_paths:
#       default: ["/web/login"]
#       description: "paths of Odoo that check passwords"
#     login_requests_per_second:
#       default: 5
#       description: "how many requests a second a login path may take from one client"
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-5", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "AC-7", coverage: partial}
package bulkhead.controls.ing_05

import rego.v1

import data.bulkhead.lib.duration
import data.bulkhead.lib.route

applicable if count(route.public_rules) > 0

# Requests a second that the limits of a rule let through; an average of 0 limits nothing.
rates(rule) := [rate |
	some middleware in route.middlewares(rule)
	middleware.type == "rateLimit"
	average := to_number(middleware.settings.average)
	average > 0
	rate := average / seconds(object.get(middleware.settings, "period", 1))
]

seconds(period) := period if is_number(period)

# A number without a unit is of seconds.
seconds(period) := to_number(period) if {
	is_string(period)
	regex.match(`^[0-9]+$`, period)
}

seconds(period) := to_number(trim_suffix(period, "ms")) / 1000 if {
	is_string(period)
	regex.match(`^[0-9]+ms$`, period)
}

seconds(period) := duration.seconds(period) if {
	is_string(period)
	not regex.match(`^[0-9]+$`, period)
}

limited(rule) if count(rates(rule)) > 0

violation contains v if {
	route.served_by == "traefik"
	some rule in route.public_rules
	not limited(rule)
	not route.unseen(rule)
	v := {
		"path": rule.pointer,
		"key": sprintf("%s/limit", [rule.pointer]),
		"message": sprintf("%s takes requests without limit", [route.name]),
		"observed": "no rateLimit middleware",
		"expected": "a rateLimit middleware on the route or its entry point",
		"fix": "Add a rateLimit middleware to the route or its entry point.",
	}
}

violation contains v if {
	route.served_by == "nginx"
	not nginx_limited
	v := {
		"path": "/metadata/annotations",
		"key": "limit",
		"message": sprintf("%s takes requests without limit", [route.name]),
		"observed": "no limit-rps or limit-rpm annotation",
		"expected": "nginx.ingress.kubernetes.io/limit-rps",
		"fix": "Set nginx.ingress.kubernetes.io/limit-rps.",
	}
}

# 0 is no limit.
nginx_limited if {
	some annotation in ["limit-rps", "limit-rpm"]
	to_number(route.nginx(annotation)) > 0
}

# A login of Odoo needs a rule of its own, with a lower limit.
violation contains v if {
	route.served_by == "traefik"
	some rule in route.public_rules
	limited(rule)
	route.leads_to_odoo(rule)
	some login in data.parameters.login_paths
	reaches(rule, login)
	not slow(rule)
	not slower_elsewhere(rule, login)
	v := {
		"path": rule.pointer,
		"key": sprintf("%s/%s", [rule.pointer, login]),
		"message": sprintf("%s lets passwords be tried at %s as fast as pages are read", [route.name, login]),
		"observed": sprintf("%v requests a second", [min(rates(rule))]),
		"expected": sprintf("a rule for %s with at most %v a second", [login, data.parameters.login_requests_per_second]),
		"fix": sprintf("Add a rule for %s with a rateLimit of its own.", [login]),
		"severity": "low",
	}
}

reaches(rule, _) if count(rule.paths) == 0

reaches(rule, path) if {
	some own in rule.paths
	startswith(path, own.value)
}

slow(rule) if min(rates(rule)) <= data.parameters.login_requests_per_second

slower_elsewhere(rule, login) if {
	some host in rule.hosts
	some candidate in rules_of_logins[login][host]
	slow(candidate)
}

rules_of_logins[login][host] contains candidate if {
	some login in data.parameters.login_paths
	some other in data.platform.kinds.Route
	some candidate in other.rules
	some path in candidate.paths
	startswith(path.value, login)
	some host in candidate.hosts
}

unknown contains reason if some reason in route.unjudged("limits", [rule | some rule in route.public_rules; not limited(rule)])
