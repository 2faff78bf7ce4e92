# METADATA
# description: Routes from outside.
package bulkhead.lib.route

import rego.v1

# Entry points of Traefik that serve TLS themselves.
tls_entry_points contains name if {
	some proxy in data.platform.kinds.EdgeProxy
	some name, entry in proxy.settings.entryPoints
	entry.http.tls
}

# Entry points that send plain HTTP elsewhere.
redirecting_entry_points contains name if {
	some proxy in data.platform.kinds.EdgeProxy
	some name, entry in proxy.settings.entryPoints
	entry.http.redirections.entryPoint.scheme == "https"
}

redirecting_entry_points contains name if {
	some proxy in data.platform.kinds.EdgeProxy
	some name, entry in proxy.settings.entryPoints
	entry.http.redirections.entryPoint.to
}

name := sprintf("%s %s", [input.meta.resourceKind, input.meta.name])

# A middleware by its reference, looked up where it may be defined.
middlewares contains middleware if {
	some rule in input.rules
	some reference in rule.middlewares
	some middleware in data.platform.kinds.Middleware
	reference in {sprintf("%s/%s", [object.get(middleware.meta, "namespace", ""), middleware.meta.name]), sprintf("%s@file", [middleware.meta.name])}
}
