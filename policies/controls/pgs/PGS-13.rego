# METADATA
# title: "The connection budget holds"
# description: >-
#   Odoo opens connections for each worker. When the sum is more than pooler or server have, the
#   last tenant to wake up gets none.
# related_resources:
#   - https://www.odoo.com/documentation/master/developer/reference/cli.html
#   - https://www.postgresql.org/docs/current/runtime-config-connection.html
# custom:
#   id: PGS-13
#   severity: high
#   evidence: partly
#   sources: [erp-integration, distribution-hardening, retail-multi-tenant]
#   kinds: [ConnectionPooler, DatabaseServer]
#   remediation: >-
#     Lower db_maxconn or the number of workers, or raise the pool and max_connections with the
#     memory for them.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-5", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "A1.1", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.6", coverage: partial}
package bulkhead.controls.pgs_13

import rego.v1

number(value, _) := to_number(value) if regex.match(`^[0-9]+$`, value)

number(value, fallback) := fallback if not regex.match(`^[0-9]+$`, value)

option(instance, name, fallback) := number(object.get(instance.options, [name, "value"], ""), fallback)

workload(instance) := data.platform.entities[instance.workload]

scaled[key] := max(all) if {
	some scaler in data.platform.kinds.Autoscaler
	key := sprintf("%s/%s/%s", [object.get(scaler.meta, "namespace", ""), scaler.targetKind, scaler.targetName])
	all := [other.maxReplicas |
		some other in data.platform.kinds.Autoscaler
		sprintf("%s/%s/%s", [object.get(other.meta, "namespace", ""), other.targetKind, other.targetName]) == key
	]
}

of_workload(found) := max([object.get(found, "replicas", 1), object.get(scaled, sprintf("%s/%s/%s", [object.get(found.meta, "namespace", ""), found.meta.resourceKind, found.meta.name]), 0)])

# A container that does not say how many workers it runs reads a file that does.
by_file[tenant][id] := of_workload(workload(instance)) if {
	some id, instance in data.platform.kinds.OdooInstance
	instance.workload
	not instance.options.workers
	tenant := instance.tenant
}

counted(instance) if not instance.workload

counted(instance) if instance.options.workers

replicas(instance) := of_workload(workload(instance)) if {
	instance.workload
} else := max([1, sum([number | some number in by_file[instance.tenant]])]) if {
	by_file[instance.tenant]
} else := 1

# Each process of Odoo has a pool of db_maxconn connections.
processes(instance) := max([1, option(instance, "workers", 0) + option(instance, "max_cron_threads", 2)])

demand(instance) := (replicas(instance) * processes(instance)) * option(instance, "db_maxconn", 64)

demands := {id: demand(instance) |
	some id, instance in data.platform.kinds.OdooInstance
	counted(instance)
}

total := sum([number | some number in demands])

# With one pooler, or one server, there is no doubt who talks to whom.
poolers := object.get(data.platform.kinds, "ConnectionPooler", {})

servers := object.get(data.platform.kinds, "DatabaseServer", {})

setting(entity, name, fallback) := number(object.get(entity.settings, [name, "value"], ""), fallback)

room(server) := (setting(server, "max_connections", 100) - setting(server, "superuser_reserved_connections", 3)) - setting(server, "reserved_connections", 0)

pool(pooler) := max([1, count(pooler.databases)]) * setting(pooler, "default_pool_size", 20)

proof := [{"message": sprintf("%s asks for %d", [data.platform.entities[id].meta.name, asked]), "entity": id, "pointer": "/options"} |
	some id, asked in demands
]

applicable if {
	input.kind == "ConnectionPooler"
	count(demands) > 0
}

applicable if {
	input.kind == "DatabaseServer"
	count(demands) > 0
	count(poolers) == 0
}

violation contains v if {
	input.kind == "ConnectionPooler"
	count(poolers) == 1
	most := setting(input, "max_client_conn", 100)
	total > most
	v := {
		"path": object.get(input.settings, ["max_client_conn", "pointer"], ""),
		"key": "clients",
		"message": sprintf("Odoo may ask %s for more connections than it takes", [input.meta.name]),
		"observed": sprintf("%d asked for, %d allowed", [total, most]),
		"expected": "replicas × processes × db_maxconn within max_client_conn",
		"proof": proof,
	}
}

violation contains v if {
	input.kind == "ConnectionPooler"
	count(poolers) == 1
	count(servers) == 1
	some server in servers
	pool(input) > room(server)
	v := {
		"path": object.get(input.settings, ["default_pool_size", "pointer"], ""),
		"key": "pool",
		"message": sprintf("%s may ask the server for more connections than it has", [input.meta.name]),
		"observed": sprintf("pools of %d, room for %d", [pool(input), room(server)]),
		"expected": "pools within max_connections less the reserve",
		"proof": [{"message": sprintf("%s has room for %d", [server.meta.name, room(server)]), "entity": server.meta.id, "pointer": ""}],
	}
}

violation contains v if {
	input.kind == "DatabaseServer"
	count(servers) == 1
	total > room(input)
	v := {
		"path": object.get(input.settings, ["max_connections", "pointer"], ""),
		"key": "server",
		"message": sprintf("Odoo may ask %s for more connections than it has", [input.meta.name]),
		"observed": sprintf("%d asked for, room for %d", [total, room(input)]),
		"expected": "replicas × processes × db_maxconn within max_connections less the reserve",
		"proof": proof,
	}
}

unknown contains "which Odoo uses which pooler or server cannot be told from several of them" if {
	input.kind == "ConnectionPooler"
	count(poolers) > 1
}

unknown contains "which Odoo uses which pooler or server cannot be told from several of them" if {
	input.kind == "DatabaseServer"
	count(servers) > 1
}
