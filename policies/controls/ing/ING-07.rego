# METADATA
# title: "Administrative paths are not public"
# description: >-
#   Odoo's database manager (/web/database) can drop and download databases; dashboards and debug paths
#   show the inside. A route to all of Odoo leads to the database manager too, unless a rule stands
#   before it or list_db is off.
# related_resources:
#   - https://www.odoo.com/documentation/master/administration/on_premise/deploy.html
# custom:
#   id: ING-07
#   severity: critical
#   evidence: files
#   sources: [distribution-hardening, retail-hardening, retail-multi-tenant]
#   kinds: [Route]
#   remediation: >-
#     Block the path with a router of higher priority, or limit it by ipAllowList and an identity check.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-3", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.1", coverage: partial}
package bulkhead.controls.ing_07

import rego.v1

import data.bulkhead.lib.odoo
import data.bulkhead.lib.route
import data.bulkhead.lib.setting

applicable if input.protocol == "http"

admin := ["/web/database", "/dashboard", "/debug", "/metrics", "/admin/realms"]

guarded(rule) if count(route.guards(rule)) > 0

guarded(_) if {
	route.served_by == "nginx"
	some annotation in ["auth-url", "auth-type", "auth-tls-secret"]
	route.nginx(annotation)
}

guarded(_) if {
	route.served_by == "nginx"
	route.nginx_limited_to_addresses
}

violation contains v if {
	not route.operational
	some rule in input.rules
	count(rule.backends) > 0
	some path in rule.paths
	some prefix in admin
	below(path.value, prefix)
	not guarded(rule)
	not may_be_guarded(rule)
	v := {
		"path": rule.pointer,
		"key": path.value,
		"message": sprintf("%s makes the administrative path %s public", [route.name, path.value]),
		"observed": sprintf("%s without an address limit or identity check", [path.value]),
		"expected": "ipAllowList and forwardAuth, or no route",
	}
}

# A pattern that begins as the prefix does counts as well.
below(path, prefix) if regex.match(sprintf(`^\^?%s([/(?$.*]|$)`, [prefix]), path)

internal_services := {"api@internal", "dashboard@internal"}

violation contains v if {
	not route.operational
	some rule in input.rules
	some backend in rule.backends
	backend.name in internal_services
	not guarded(rule)
	not may_be_guarded(rule)
	v := {
		"path": rule.pointer,
		"key": backend.name,
		"message": sprintf("%s makes Traefik's own API public", [route.name]),
		"observed": backend.name,
		"expected": "ipAllowList and forwardAuth before it",
		"fix": "Put ipAllowList and forwardAuth before it, or remove the route.",
	}
}

# Middlewares that are defined elsewhere may guard.
may_be_guarded(rule) if count(route.unresolved(rule)) > 0

unknown contains sprintf("middlewares that are not in this input may guard an administrative path: %s", [concat(", ", sort(route.unresolved(rule)))]) if {
	some rule in input.rules
	administrative(rule)
	not guarded(rule)
	may_be_guarded(rule)
}

administrative(rule) if {
	some path in rule.paths
	some prefix in admin
	below(path.value, prefix)
}

administrative(rule) if {
	some backend in rule.backends
	backend.name in internal_services
}

# Rules that lead to the database manager by leading to all of Odoo.
odoo_rules := [rule |
	some rule in route.public_rules
	route.leads_to_odoo(rule)
	covers_manager(rule)
	not guarded(rule)
	not manager_blocked(rule)
]

covers_manager(rule) if count(rule.paths) == 0

covers_manager(rule) if {
	some path in rule.paths
	path.type == "Prefix"
	path.value in {"/", "/web", "/web/"}
}

# Another rule for the same host stands before the manager.
manager_blocked(rule) if {
	some host in rule.hosts
	some blocking in for_the_manager[host]
	holds(blocking)
}

# It has to be for all of the manager, and to let in nobody, or those only whom a guard knows. By hosts, so that no route
# looks at those of others.
for_the_manager[host] contains blocking if {
	some other in data.platform.kinds.Route
	some blocking in other.rules
	some path in blocking.paths
	object.get(path, "type", "Prefix") != "Exact"
	regex.match(`^\^?/web/database/?([(?$.*].*)?$`, path.value)
	some host in blocking.hosts
}

holds(blocking) if count(blocking.backends) == 0

holds(blocking) if count(route.guards(blocking)) > 0

holds(blocking) if count(route.unresolved(blocking)) > 0

# Instances that say it: what a container's arguments leave out, its configuration file says.
instances := [instance |
	some id in odoo.instances_of[input.tenant]
	instance := data.platform.kinds.OdooInstance[id]
	says(instance)
]

says(instance) if instance.options.list_db

says(instance) if not instance.workload

off if {
	count(instances) > 0
	every instance in instances {
		setting.off(instance.options.list_db.value)
	}
}

violation contains v if {
	count(instances) > 0
	not off
	some rule in odoo_rules
	v := {
		"path": rule.pointer,
		"key": "database-manager",
		"message": sprintf("%s leads to Odoo's database manager (/web/database)", [route.name]),
		"observed": "all paths lead to Odoo, and list_db is on",
		"expected": "list_db = False, or a rule that blocks /web/database",
		"fix": "Set list_db = False in odoo.conf, and block /web/database by a router of higher priority.",
		"severity": "high",
		"proof": [{"message": sprintf("%s leaves list_db on", [instance.meta.name]), "entity": instance.meta.id, "pointer": object.get(instance.options, ["list_db", "pointer"], "/options")} |
			some instance in instances
			not setting.off(instance.options.list_db.value)
		],
	}
}

unknown contains "the route leads to all of Odoo, and nothing in this input says whether the database manager is off (list_db)" if {
	count(instances) == 0
	count(odoo_rules) > 0
}
