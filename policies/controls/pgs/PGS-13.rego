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

# The workloads that mount the ConfigMap of a file, and name the file or none at all.
readers(instance) := [found |
	parts := split(instance.meta.name, "/")
	count(parts) == 2
	some found in data.platform.namespaces[instance.meta.namespace].Workload
	not found.owned
	some volume in found.pod.volumes
	parts[0] in volume.configMaps
	reads(found, parts[1])
]

files_read(found) := {word |
	some container in found.pod.containers
	some word in array.concat(container.command, container.args)
	endswith(word, ".conf")
}

reads(found, file) if {
	some word in files_read(found)
	endswith(word, sprintf("/%s", [file]))
}

reads(found, _) if count(files_read(found)) == 0

replicas(instance) := sum([of_workload(found) | some found in readers(instance)]) if {
	not instance.workload
	count(readers(instance)) > 0
} else := of_workload(workload(instance)) if {
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

poolers := object.get(data.platform.kinds, "ConnectionPooler", {})

servers := object.get(data.platform.kinds, "DatabaseServer", {})

# The names under which an operator's Service is called: the Service of a Pooler has its name, those
# of a Cluster end with -rw, -ro and -r (CloudNativePG, Service Management), Zalando's has the name of
# the cluster.
services(entity) := {entity.meta.name} if {
	entity.meta.resourceKind in {"Pooler", "postgresql"}
} else := {sprintf("%s-%s", [entity.meta.name, suffix]) | some suffix in ["rw", "ro", "r"]} if {
	entity.meta.resourceKind == "Cluster"
}

called[host] contains entity.meta.id if {
	some entities in [poolers, servers]
	some entity in entities
	namespace := entity.meta.namespace
	some service in services(entity)
	some host in [
		sprintf("%s.%s", [service, namespace]),
		sprintf("%s.%s.svc", [service, namespace]),
		sprintf("%s.%s.svc.cluster.local", [service, namespace]),
	]
}

# Whom a host means to an instance; nobody where it cannot be told.
meant(instance) := found if {
	host := trim_suffix(lower(instance.options.db_host.value), ".")
	found := object.get(called, host, object.get(called, sprintf("%s.%s", [host, object.get(instance.meta, "namespace", "")]), set()))
}

users[id] contains user if {
	some user, _ in demands
	some id in meant(data.platform.entities[user])
}

known := {user | some found in users; some user in found}

unclear := {id | some id, _ in demands} - known

# With one pooler, or one server and no pooler, there is no doubt who talks to whom.
undoubted(peers) if {
	count(peers) == 1
	not around(peers)
}

# What is in front of servers is asked in their place.
around(peers) if {
	count(poolers) > 0
	some id, _ in peers
	servers[id]
}

asking(id, peers) := {user | some user, _ in demands} if {
	undoubted(peers)
} else := object.get(users, id, set())

perhaps(_, peers) := set() if {
	undoubted(peers)
} else := unclear

total(ids) := sum([demands[id] | some id in ids])

setting(entity, name, fallback) := number(object.get(entity.settings, [name, "value"], ""), fallback)

room(server) := (setting(server, "max_connections", 100) - setting(server, "superuser_reserved_connections", 3)) - setting(server, "reserved_connections", 0)

# What CloudNativePG's operator reads of a Pooler: how many PgBouncers there are, and of which cluster.
specification[sprintf("%s/%s", [object.get(entity.meta, "namespace", ""), entity.meta.name])] := entity.object.spec if {
	some entity in data.platform.kinds.Resource
	startswith(entity.meta.apiVersion, "postgresql.cnpg.io/")
	entity.meta.resourceKind == "Pooler"
}

spec_of(pooler) := object.get(specification, sprintf("%s/%s", [object.get(pooler.meta, "namespace", ""), pooler.meta.name]), {})

processes_of(pooler) := max([1, object.get(spec_of(pooler), "instances", 1)])

clients(pooler) := processes_of(pooler) * setting(pooler, "max_client_conn", 100)

# A pool for each database; those behind the asterisk are the ones that Odoo asks for.
databases(pooler) := max([1, count(named), tenants]) if {
	named := [name | some name, _ in pooler.databases; name != "*"]
	tenants := count({owner | some id in asking(pooler.meta.id, poolers); owner := data.platform.entities[id].tenant})
}

pool_size(pooler) := min([size, most]) if {
	size := setting(pooler, "default_pool_size", 20) + setting(pooler, "reserve_pool_size", 0)
	most := setting(pooler, "max_db_connections", 0)
	most > 0
} else := setting(pooler, "default_pool_size", 20) + setting(pooler, "reserve_pool_size", 0)

pool(pooler) := (processes_of(pooler) * databases(pooler)) * pool_size(pooler)

# The server behind a pooler.
behind(pooler) := server if {
	name := spec_of(pooler).cluster.name
	some server in servers
	server.meta.resourceKind == "Cluster"
	server.meta.name == name
	object.get(server.meta, "namespace", "") == object.get(pooler.meta, "namespace", "")
} else := server if {
	count(servers) == 1
	not spec_of(pooler).cluster
	some server in servers
}

# Poolers for reading lead to other instances than those for writing.
side(pooler) := object.get(spec_of(pooler), "type", "rw")

beside(pooler) := [other |
	server := behind(pooler)
	some other in poolers
	behind(other).meta.id == server.meta.id
	side(other) == side(pooler)
]

pools(pooler) := sum([pool(other) | some other in beside(pooler)])

proof(ids) := [{"message": sprintf("%s asks for %d", [data.platform.entities[id].meta.name, demands[id]]), "entity": id, "pointer": "/options"} |
	some id in ids
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

applicable if {
	input.kind == "DatabaseServer"
	users[input.meta.id]
}

violation contains v if {
	input.kind == "ConnectionPooler"
	asked := total(asking(input.meta.id, poolers))
	asked > clients(input)
	v := {
		"path": object.get(input.settings, ["max_client_conn", "pointer"], ""),
		"key": "clients",
		"message": sprintf("Odoo may ask %s for more connections than it takes", [input.meta.name]),
		"observed": sprintf("%d asked for, %d allowed", [asked, clients(input)]),
		"expected": "replicas × processes × db_maxconn within max_client_conn",
		"proof": proof(asking(input.meta.id, poolers)),
	}
}

violation contains v if {
	input.kind == "ConnectionPooler"
	server := behind(input)
	pools(input) > room(server)
	v := {
		"path": object.get(input.settings, ["default_pool_size", "pointer"], ""),
		"key": "pool",
		"message": sprintf("%s may ask the server for more connections than it has", [input.meta.name]),
		"observed": sprintf("pools of %d, room for %d", [pools(input), room(server)]),
		"expected": "pools within max_connections less the reserve",
		"proof": array.concat(
			[{"message": sprintf("%s has room for %d", [server.meta.name, room(server)]), "entity": server.meta.id, "pointer": ""}],
			[{"message": sprintf("%s has pools of %d", [other.meta.name, pool(other)]), "entity": other.meta.id, "pointer": ""} |
				some other in beside(input)
				other.meta.id != input.meta.id
			],
		),
	}
}

violation contains v if {
	input.kind == "DatabaseServer"
	asked := total(asking(input.meta.id, servers))
	asked > room(input)
	v := {
		"path": object.get(input.settings, ["max_connections", "pointer"], ""),
		"key": "server",
		"message": sprintf("Odoo may ask %s for more connections than it has", [input.meta.name]),
		"observed": sprintf("%d asked for, room for %d", [asked, room(input)]),
		"expected": "replicas × processes × db_maxconn within max_connections less the reserve",
		"proof": proof(asking(input.meta.id, servers)),
	}
}

# Fits with those of whom it is known; with all others, too?
unknown contains doubt(clients(input), poolers) if {
	input.kind == "ConnectionPooler"
	total(asking(input.meta.id, poolers) | perhaps(input.meta.id, poolers)) > clients(input)
}

unknown contains doubt(room(input), servers) if {
	input.kind == "DatabaseServer"
	total(asking(input.meta.id, servers) | perhaps(input.meta.id, servers)) > room(input)
}

doubt(space, peers) := sprintf("db_host does not tell whether %d of Odoo's configurations lead here: with them %d are asked for, room is for %d", [
	count(perhaps(input.meta.id, peers)),
	total(asking(input.meta.id, peers) | perhaps(input.meta.id, peers)),
	space,
])

unknown contains sprintf("the server behind %s is not in this input: needs its max_connections", [input.meta.name]) if {
	input.kind == "ConnectionPooler"
	count(demands) > 0
	not behind(input)
}
