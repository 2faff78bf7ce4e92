# METADATA
# description: Routes from outside, the entry points that they use and the middlewares that act on them.
package bulkhead.lib.route

import rego.v1

name := sprintf("%s %s", [input.meta.resourceKind, input.meta.name]) if input.meta.apiVersion

name := sprintf("router %s", [input.meta.name]) if not input.meta.apiVersion

# Where a field of the specification stands: files have no spec around it.
field(path) := sprintf("/spec/%s", [path]) if input.meta.apiVersion

field(path) := sprintf("/%s", [path]) if not input.meta.apiVersion

# Who reads the route decides which settings count.
served_by := "gateway" if {
	input.meta.resourceKind in {"HTTPRoute", "GRPCRoute"}
} else := "traefik" if {
	input.meta.resourceKind != "Ingress"
} else := "nginx" if {
	contains(object.get(input, "ingressClass", ""), "nginx")
} else := "nginx" if {
	some annotation, _ in input.meta.annotations
	startswith(annotation, "nginx.ingress.kubernetes.io/")
} else := "traefik" if {
	contains(object.get(input, "ingressClass", ""), "traefik")
} else := "traefik" if {
	some annotation, _ in input.meta.annotations
	startswith(annotation, "traefik.ingress.kubernetes.io/")
} else := "other" if {
	input.ingressClass
} else := "traefik" if {
	count(entry_points) > 0
} else := "other"

nginx(annotation) := input.meta.annotations[sprintf("nginx.ingress.kubernetes.io/%s", [annotation])]

# Entry points of Traefik, from every static configuration of the input.
entry_points[name] contains entry if {
	some proxy in data.platform.kinds.EdgeProxy
	some name, entry in proxy.settings.entryPoints
}

# A route that names no entry point is on the default ones: those said to be, else all but Traefik's own.
default_entry_points contains name if {
	some name, entries in entry_points
	some entry in entries
	entry.asDefault == true
}

used contains name if some name in input.entryPoints

used contains name if {
	count(input.entryPoints) == 0
	some name in default_entry_points
}

used contains name if {
	count(input.entryPoints) == 0
	count(default_entry_points) == 0
	some name, _ in entry_points
	not name in operational_entry_points
}

operational_entry_points := {"traefik", "metrics", "internal", "ping"}

# The static configuration that would say what the entry points do is not in the input.
outside contains name if {
	some name in used
	not entry_points[name]
}

outside contains "default" if count(used) == 0

operational if {
	some name in input.entryPoints
	name in operational_entry_points
}

# Entry points that serve TLS themselves.
tls_entry_points contains name if {
	some name, entries in entry_points
	some entry in entries
	entry.http.tls
}

# Entry points that send everything elsewhere.
redirecting_entry_points contains name if {
	some name, entries in entry_points
	some entry in entries
	some setting in ["scheme", "to"]
	entry.http.redirections.entryPoint[setting]
}

# Middlewares under every name by which a route may call them.
by_reference[reference] contains middleware if {
	some middleware in data.platform.kinds.Middleware
	some reference in names(middleware)
}

names(middleware) := {
	sprintf("%s/%s", [middleware.meta.namespace, middleware.meta.name]),
	sprintf("%s-%s@kubernetescrd", [middleware.meta.namespace, middleware.meta.name]),
} if middleware.meta.namespace

names(middleware) := {sprintf("%s@file", [middleware.meta.name])} if not middleware.meta.namespace

# The members of a chain, by reference.
chained(middleware) := {reference |
	some member in middleware.settings.middlewares
	reference := member_reference(member, object.get(middleware.meta, "namespace", ""))
} if middleware.type == "chain"

chained(middleware) := set() if middleware.type != "chain"

member_reference(member, _) := member if {
	is_string(member)
	contains(member, "@")
} else := sprintf("%s@file", [member]) if {
	is_string(member)
} else := member.name if {
	contains(member.name, "@")
}

member_reference(member, namespace) := sprintf("%s/%s", [object.get(member, "namespace", namespace), member.name]) if {
	is_object(member)
	not contains(member.name, "@")
}

# What all entry points of the route do before its own middlewares; those that only redirect do not count.
shared_references := {reference |
	serving := used - redirecting_entry_points
	some name in serving
	some reference in entry_references(name)
	every other in serving {
		reference in entry_references(other)
	}
}

entry_references(name) := {reference |
	some entry in entry_points[name]
	some written in entry.http.middlewares
	reference := member_reference(written, "")
}

# The references of a rule with the members of chains, and of chains in chains.
references(rule) := (direct | members) | members_of(members) if {
	direct := {reference | some reference in rule.middlewares} | shared_references
	members := members_of(direct)
}

members_of(references) := {member |
	some reference in references
	some middleware in by_reference[reference]
	some member in chained(middleware)
}

# The middlewares that act on a rule, as far as the input defines them.
middlewares(rule) := {middleware |
	some reference in references(rule)
	some middleware in by_reference[reference]
}

unresolved(rule) := {reference |
	some reference in references(rule)
	not by_reference[reference]
	not endswith(reference, "@gateway")
}

# Sends all its requests elsewhere.
redirects(rule) if {
	some middleware in middlewares(rule)
	middleware.type in {"redirectScheme", "redirectRegex"}
}

redirects(rule) if "RequestRedirect@gateway" in rule.middlewares

# Rules that serve requests from outside.
public_rules := [rule |
	input.protocol == "http"
	not operational
	some rule in input.rules
	not redirects(rule)
	not traefiks_own(rule)
]

traefiks_own(rule) if {
	some backend in rule.backends
	endswith(backend.name, "@internal")
}

# Why it is not known what acts on a rule: configuration that the input does not hold.
unseen(rule) := reason if {
	missing := unresolved(rule)
	count(missing) > 0
	reason := sprintf("middlewares that are not in this input: %s", [concat(", ", sort(missing))])
} else := "what the implementation of its gateway adds is not evaluated" if {
	served_by == "gateway"
} else := "how the entry points are configured is not in this input" if {
	served_by == "traefik"
	data.platform.scope != "complete"
	count(outside) > 0
}

# Why something is not known of these rules of the route.
unjudged(_, rules) := {unseen(rule) | some rule in rules} if served_by == "traefik"

unjudged(what, _) := {sprintf("%s of this kind of route are not evaluated", [what])} if served_by in {"gateway", "other"}

# Settings of ingress-nginx for all its routes.
nginx_controllers := {id: found |
	some id, found in data.platform.kinds.Configuration
	found.type == "ingress-nginx"
}

nginx_controller := found if {
	count(nginx_controllers) == 1
	some found in nginx_controllers
}

# Addresses that an annotation of ingress-nginx lets in, each of its two names.
nginx_limits contains range if {
	some annotation in ["whitelist-source-range", "allowlist-source-range"]
	some written in split(nginx(annotation), ",")
	range := trim_space(written)
}

nginx_limited_to_addresses if {
	count(nginx_limits) > 0
	count(nginx_limits & {"0.0.0.0/0", "::/0"}) == 0
}

# Where a route of the Gateway API is let in: the gateways of the input by that name, and their listeners.
gateways(parent) := {found |
	[namespace, gateway_name] := array.slice(split(parent, "/"), 0, 2)
	some found in data.platform.namespaces[namespace].Gateway
	found.meta.name == gateway_name
}

listeners(parent) := [listener |
	some found in gateways(parent)
	some listener in found.listeners
	wanted(parent, listener)
]

wanted(parent, _) if count(split(parent, "/")) == 2

wanted(parent, listener) if split(parent, "/")[2] == listener.name

# Why it is not known what lets a route of the Gateway API in.
unseen_gateways contains sprintf("gateway %s is not in this input", [parent]) if {
	some parent in input.entryPoints
	count(gateways(parent)) == 0
}

unseen_gateways contains sprintf("%s is no listener of its gateway in this input", [parent]) if {
	some parent in input.entryPoints
	count(gateways(parent)) > 0
	count(listeners(parent)) == 0
}

unseen_gateways contains "the route names no gateway" if count(input.entryPoints) == 0

# The address limits, and checks of who asks, that stand before a rule.
guards(rule) := {middleware |
	some middleware in middlewares(rule)
	guarding(middleware)
}

guarding(middleware) if middleware.type in {"forwardAuth", "basicAuth", "digestAuth"}

guarding(middleware) if {
	middleware.type in {"ipAllowList", "ipWhiteList"}
	not open_to_all(middleware)
}

open_to_all(middleware) if {
	some range in middleware.settings.sourceRange
	range in {"0.0.0.0/0", "::/0"}
}

# A backend that is Odoo, by its port, its name or the image behind its Service.
leads_to_odoo(rule) if {
	some backend in rule.backends
	odoo(backend)
}

odoo(backend) if backend.port in {"8069", "8072"}

odoo(backend) if contains(lower(backend.name), "odoo")

odoo(backend) if {
	own := object.get(data.platform.namespaces, object.get(backend, "namespace", ""), {})
	some service in object.get(own, "Service", {})
	service.meta.name == backend.name
	count(service.selector) > 0
	some workload in object.get(own, "Workload", {})
	object.subset(workload.pod.labels, service.selector)
	some container in workload.pod.containers
	endswith(container.image.repository, "odoo")
}
