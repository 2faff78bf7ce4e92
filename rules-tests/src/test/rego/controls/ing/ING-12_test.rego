package bulkhead.controls.ing_12_test

import rego.v1

import data.bulkhead.controls.ing_12

route(middlewares, more) := object.union({"kind": "Route", "protocol": "http", "tenant": "a", "ingressClass": "traefik", "entryPoints": [], "meta": {"name": "r", "resourceKind": "IngressRoute", "apiVersion": "traefik.io/v1alpha1", "namespace": "n"}, "rules": [{"pointer": "/r", "hosts": [], "paths": [], "backends": [{"name": "odoo"}], "middlewares": middlewares}]}, more)

judged(of, name, type, settings) := out if {
	out := [count(ing_12.violation), count(ing_12.unknown)] with input as of
		with data.platform.kinds as {"Middleware": {"m": {"type": type, "meta": {"name": name, "namespace": "n"}, "settings": settings}}}
}

test_plugins_that_filter if {
	every plugin in ["coraza", "ModSecurity", "mod-security", "waf", "crowdsec", "appsec"] {
		judged(route(["n/m"], {}), "m", "plugin", {plugin: {}}) == [0, 0]
		judged(route(["n/m"], {}), "m", "headers", {plugin: {}}) == [1, 0]
	}
	judged(route(["n/m"], {}), "m", "plugin", {"geoblock": {}}) == [1, 0]
}

# The reference of a route says the name, so only the type is judged here.
test_middlewares_that_are_called_so if {
	every type in ["plugin", "forwardAuth"] {
		ing_12.filters({"type": type, "meta": {"name": "my-waf"}, "settings": {}})
	}
	not ing_12.filters({"type": "headers", "meta": {"name": "my-waf"}, "settings": {}})
	not ing_12.filters({"type": "forwardAuth", "meta": {"name": "login"}, "settings": {}})
	judged(route(["n/waf"], {}), "m", "headers", {}) == [0, 0]
}

ingress(annotation, value) := route([], {"ingressClass": "nginx", "meta": {"resourceKind": "Ingress", "apiVersion": "networking.k8s.io/v1", "annotations": {sprintf("nginx.ingress.kubernetes.io/%s", [annotation]): value}}})

by_modsecurity(annotations, content) := out if {
	of := route([], {"ingressClass": "nginx", "meta": {"resourceKind": "Ingress", "apiVersion": "networking.k8s.io/v1", "annotations": annotations}})
	out := [count(ing_12.violation), count(ing_12.unknown)] with input as of
		with data.platform.kinds as {"Configuration": {"c": {"type": "ingress-nginx", "content": content}}}
}

on := {"nginx.ingress.kubernetes.io/enable-modsecurity": "true"}

test_modsecurity_blocks_where_it_is_told_to if {
	by_modsecurity(on, {"modsecurity-snippet": "SecRuleEngine On"}) == [0, 0]
	by_modsecurity(on, {"modsecurity-snippet": "SecRuleEngine DetectionOnly"}) == [1, 0]
	by_modsecurity(on, {}) == [1, 0]
	by_modsecurity({"nginx.ingress.kubernetes.io/enable-modsecurity": "false"}, {"modsecurity-snippet": "SecRuleEngine On"}) == [1, 0]
	by_modsecurity(object.union(on, {"nginx.ingress.kubernetes.io/modsecurity-snippet": "SecRuleEngine On"}), {}) == [0, 0]
	judged(ingress("enable-modsecurity", "true"), "m", "headers", {}) == [0, 1]
	judged(ingress("rewrite-target", "true"), "m", "headers", {}) == [1, 0]
}

wanted(parameter, class) if {
	ing_12.wanted with input as route([], {})
		with data.platform.tenants as {"a": {"complianceClass": class}}
		with data.parameters as {"webApplicationFirewall": parameter, "firewallClasses": ["pci"]}
}

test_who_wants_one if {
	wanted(true, "none")
	wanted(false, "PCI")
	not wanted(false, "none")
}
