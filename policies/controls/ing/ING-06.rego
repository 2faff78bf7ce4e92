# METADATA
# title: "Requests have a size limit"
# description: >-
#   Without a limit one upload fills memory or disk that all tenants share. Middlewares of the route, of
#   chains and of the entry points count.
# related_resources:
#   - https://doc.traefik.io/traefik/middlewares/http/buffering/
#   - https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#custom-max-body-size
# custom:
#   id: ING-06
#   severity: medium
#   evidence: files
#   sources: [distribution-hardening]
#   kinds: [Route]
#   remediation: >-
#     Add a buffering middleware with maxRequestBodyBytes to the route or its entry point.
#   example: |
#     buffering:
#       maxRequestBodyBytes: 134217728
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-5", coverage: partial}
package bulkhead.controls.ing_06

import rego.v1

import data.bulkhead.lib.route

applicable if count(route.public_rules) > 0

limited(rule) if {
	some middleware in route.middlewares(rule)
	middleware.type == "buffering"
	to_number(middleware.settings.maxRequestBodyBytes) > 0
}

violation contains v if {
	route.served_by == "traefik"
	some rule in route.public_rules
	not limited(rule)
	not route.unseen(rule)
	v := {
		"path": rule.pointer,
		"key": sprintf("%s/size", [rule.pointer]),
		"message": sprintf("%s takes requests of any size", [route.name]),
		"observed": "no buffering middleware with maxRequestBodyBytes",
		"expected": "maxRequestBodyBytes on the route or its entry point",
	}
}

# ingress-nginx limits bodies to 1 MiB unless it is told otherwise; 0 lifts the limit.
violation contains v if {
	route.served_by == "nginx"
	unlimited(route.nginx("proxy-body-size"))
	v := {
		"path": "/metadata/annotations/nginx.ingress.kubernetes.io~1proxy-body-size",
		"key": "size",
		"message": sprintf("%s takes requests of any size", [route.name]),
		"observed": sprintf("proxy-body-size: %q", [route.nginx("proxy-body-size")]),
		"expected": "a size",
		"fix": "Set proxy-body-size, such as 64m.",
	}
}

unlimited(size) if regex.match(`^0+[kKmMgG]?$`, size)

violation contains v if {
	route.served_by == "nginx"
	not route.nginx("proxy-body-size")
	size := route.nginx_controller.content["proxy-body-size"]
	unlimited(size)
	v := {
		"path": "",
		"key": "size",
		"message": sprintf("%s takes requests of any size", [route.name]),
		"observed": sprintf("proxy-body-size: %q for all routes", [size]),
		"expected": "a size",
		"proof": [{"message": "the controller's ConfigMap lifts the limit", "entity": route.nginx_controller.meta.id, "pointer": "/data/proxy-body-size"}],
	}
}

unknown contains reason if some reason in route.unjudged("limits", [rule | some rule in route.public_rules; not limited(rule)])
