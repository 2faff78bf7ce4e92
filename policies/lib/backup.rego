# METADATA
# description: >-
#   Backup plans from whatever declares them: BackupPlan documents and CronJobs here, the resources
#   of operators in backup_operators.rego, the tools' own files in backup_tools.rego; and the records
#   of backup runs and restore tests.
package bulkhead.lib.backup

import rego.v1

import data.bulkhead.lib.cron
import data.bulkhead.lib.duration

groups := {
	"acid.zalan.do", "barmancloud.cnpg.io", "bulkhead.dev", "k8up.io", "postgres-operator.crunchydata.com",
	"postgresql.cnpg.io", "velero.io",
}

by_kind[sprintf("%s/%s", [group, entity.object.kind])][id] := entity if {
	some id, entity in data.platform.kinds.Resource
	group := split(entity.object.apiVersion, "/")[0]
	group in groups
}

resources(kind) := object.get(by_kind, kind, {})

every_tenant := {id | some id, _ in data.platform.tenants}

# A plan of a service that all tenants share covers all of them.
tenants_of(entity) := {entity.tenant} if {
	entity.tenant
} else := every_tenant if {
	entity.owner.shared
} else := set()

plans[id] := plan if {
	some id, entity in resources("bulkhead.dev/BackupPlan")
	spec := entity.object.spec
	plan := {
		"name": entity.meta.name,
		"source": "declared",
		"tenants": declared_tenants(entity, spec),
		"covers": {what | some what in object.get(spec, "covers", [])},
		"schedule": object.get(spec, "schedule", ""),
		"continuous": object.get(spec, "continuous", false),
		"encrypted": encrypted(object.get(spec, "encryption", {})),
		"keyRef": object.get(spec, ["encryption", "keyRef"], ""),
		"dataKeyRef": object.get(spec, ["encryption", "dataKeyRef"], ""),
		"retention": object.get(spec, "retention", ""),
		"immutable": object.get(spec, "immutable", ""),
		"verification": object.get(spec, "verification", ""),
		"perTenantRestore": object.get(spec, "perTenantRestore", ""),
		"copies": object.get(spec, "copies", []),
		"deleters": object.get(spec, "deleters", []),
		"dataAdmins": object.get(spec, "dataAdmins", []),
	}
}

declared_tenants(_, spec) := every_tenant if {
	"*" in spec.tenants
} else := {tenant | some tenant in spec.tenants} if {
	spec.tenants
}

declared_tenants(entity, spec) := tenants_of(entity) if not spec.tenants

encrypted(encryption) := "yes" if {
	object.get(encryption, "keyRef", "") != ""
} else := "no" if {
	object.get(encryption, "enabled", true) == false
} else := ""

unstated := {
	"immutable": "",
	"verification": "",
	"perTenantRestore": "",
	"keyRef": "",
	"dataKeyRef": "",
	"deleters": [],
	"dataAdmins": [],
	"continuous": false,
	"encrypted": "",
	"retention": "",
	"copies": [],
}

tools := {
	"database": `\b(pg_dump|pg_dumpall|pg_basebackup|pgbackrest|barman|wal-g)\b`,
	"filestore": `\b(restic|rclone|kopia|borg|rsync)\b|\baws s3 (sync|cp)\b`,
}

# Whether what a CronJob writes is encrypted can be told only where a tool always does.
plans[id] := object.union(unstated, plan) if {
	some id, entity in data.platform.kinds.Workload
	not entity.cron.suspend
	schedule := entity.cron.schedule
	text := concat(" ", [word |
		some container in entity.pod.containers
		some word in array.concat(container.command, container.args)
	])
	covers := {what | some what, pattern in tools; writes(pattern, text)}
	count(covers) > 0
	not regex.match(`\b(restore|pg_restore)\b`, text)
	plan := {
		"name": entity.meta.name,
		"source": "CronJob",
		"tenants": tenants_of(entity),
		"covers": covers,
		"schedule": schedule,
		"encrypted": sealed(concat("", regex.find_n(`\b(restic|kopia|gpg|age)\b`, text, 1))),
	}
}

# What checks, thins out or lists backups takes none; dumps of roles alone hold no database.
writes(pattern, text) if {
	kept := regex.replace(text, idle, " ")
	regex.match(pattern, kept)
}

idle := `\bpgbackrest( +--?[^ ]+)* +(check|expire|info|verify|start|stop|stanza-[a-z]+|restore|version|help)\b|\bbarman( +--?[^ ]+)* +(check|cron|list-[a-z]+|show-[a-z]+|receive-wal|recover|restore|delete)\b|\bwal-g( +--?[^ ]+)* +(delete|backup-list|backup-fetch|wal-verify|wal-show)\b|\b(restic|kopia|borg|rclone)( +--?[^ ]+( +[^- ][^ ]*)?)* +(forget|prune|check|snapshots?|stats|unlock|ls|list|lsf|lsd|size|delete|purge|maintenance|compact|info|init|mount)\b|\bpg_dumpall\b[^;&|]*(--globals-only|--roles-only|--tablespaces-only| -g\b| -r\b)`

of_tenant[tenant] contains id if {
	some id, plan in plans
	some tenant in plan.tenants
}

# The plans of a tenant that cover something.
covering(tenant, what) := {id: plans[id] |
	some id in object.get(of_tenant, tenant, set())
	what in plans[id].covers
}

# What a control judges: the plans of a tenant, or one plan that belongs to no tenant of this input.
judged := all_of(input.id) if input.kind == "Tenant"

judged := {input.meta.id: plans[input.meta.id]} if nobodys

nobodys if {
	may_be_a_plan
	count(plans[input.meta.id].tenants) == 0
}

# Said first, so that all plans are not looked through for every workload.
may_be_a_plan if input.kind != "Workload"

may_be_a_plan if {
	input.cron
	not input.tenant
}

subject := sprintf("tenant %s", [input.id]) if input.kind == "Tenant"

subject := sprintf("%s %s", [input.meta.resourceKind, input.meta.name]) if nobodys

all_of(tenant) := {id: plans[id] | some id in object.get(of_tenant, tenant, set())}

none_seen(tenant) := sprintf("no backup plan of tenant %s seen in this input", [tenant])

gap(plan) := cron.gap(plan.schedule)

# An objective of a tenant, else of its tier, in seconds.
objective(tenant, field) := duration.seconds(tenant[field])

objective(tenant, field) := duration.seconds(data.platform.tiers[tenant.tier][field]) if not tenant[field]

proof(id, message) := [{"message": message, "entity": id, "pointer": ""}]

# Records of runs and of restore tests, by tenant.
runs[tenant] contains record(id, entity) if {
	some id, entity in resources("bulkhead.dev/BackupRun")
	some tenant in recorded_tenants(entity)
}

tests[tenant] contains record(id, entity) if {
	some id, entity in resources("bulkhead.dev/RestoreTest")
	some tenant in recorded_tenants(entity)
}

recorded_tenants(entity) := {entity.object.spec.tenant} if {
	entity.object.spec.tenant
} else := tenants_of(entity)

record(id, entity) := {
	"entity": id,
	"covers": {what | some what in object.get(entity.object.spec, "covers", ["database"])},
	"finishedAt": object.get(entity.object.spec, "finishedAt", ""),
	"good": lower(object.get(entity.object.spec, "status", "")) in {"succeeded", "success", "completed", "ok"},
	"verified": object.get(entity.object.spec, "verified", ""),
	"rto": object.get(entity.object.spec, "measuredRto", ""),
	"rpo": object.get(entity.object.spec, "measuredRpo", ""),
}

# The newest good record; undefined where there is none.
latest(records) := newest if {
	moments := [entry |
		some one in records
		one.good
		entry := {"at": time.parse_rfc3339_ns(one.finishedAt), "record": one}
	]
	last := max([entry.at | some entry in moments])
	newest := [entry.record | some entry in moments; entry.at == last][0]
}
