# METADATA
# title: "Sessions survive the loss of a replica"
# description: >-
#   Odoo keeps sessions in files below its data directory. With several replicas, users lose them
#   with the pod unless the directory or a session store is shared.
# related_resources:
#   - https://www.odoo.com/documentation/master/developer/reference/cli.html
# custom:
#   id: ODO-13
#   severity: medium
#   evidence: files
#   sources: [retail-hardening, retail-multi-tenant]
#   kinds: [Workload]
#   remediation: >-
#     Keep sessions in Redis through a session module, or put the data directory on a volume that
#     all replicas mount (ReadWriteMany).
#   example: |
#     env:
#       - {name: ODOO_SESSION_REDIS, value: "1"}
#       - {name: ODOO_SESSION_REDIS_HOST, value: redis}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CP-10", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.14", coverage: partial}
package bulkhead.controls.odo_13

import rego.v1

import data.bulkhead.lib.odoo
import data.bulkhead.lib.replicas
import data.bulkhead.lib.workload

applicable if {
	workload.judged
	workload.serving
	replicas.maximum > 1
	count(odoo.containers) > 0
	odoo.role(input.meta.name) == "web"
}

violation contains v if {
	some container in odoo.containers
	not in_store(container)
	not shared_directory(container)
	not unclear(container)
	v := {
		"path": sprintf("%s/volumeMounts", [container.pointer]),
		"key": container.name,
		"message": sprintf("%s keeps sessions where only one of %d replicas finds them", [workload.described(container), replicas.maximum]),
		"observed": "no session store, and no volume that all replicas share on the data directory",
		"expected": "sessions in Redis, or a ReadWriteMany volume on the data directory",
	}
}

in_store(container) if {
	some variable in container.env
	contains(variable.name, "SESSION_REDIS")
}

in_store(_) if {
	some id in instances[input.meta.id]
	some name, setting in data.platform.kinds.OdooInstance[id].options
	session_option(name, setting.value)
}

session_option("server_wide_modules", value) if regex.match(`session_(redis|db|s3)|redis_session`, value)

session_option(name, _) if contains(name, "session_redis")

instances[instance.workload] contains id if some id, instance in data.platform.kinds.OdooInstance

# The official image's data directory is /var/lib/odoo.
data_mounts(container) := [m |
	some m in container.mounts
	m.mountPath in {"/var/lib/odoo", "/var/lib/odoo/", "/var/lib/odoo/sessions", "/opt/odoo/data", "/bitnami/odoo", "/var/lib/odoo/.local/share/Odoo"}
]

claim(mount) := volume.target if {
	some volume in input.pod.volumes
	volume.name == mount.volume
	volume.type == "persistentVolumeClaim"
}

claims := {entity.meta.name: entity.accessModes | some entity in object.get(workload.neighbours, "VolumeClaim", {})}

shared_directory(container) if {
	some mount in data_mounts(container)
	"ReadWriteMany" in claims[claim(mount)]
}

# The claim lies outside the input.
unclear(container) if {
	some mount in data_mounts(container)
	claim(mount)
	not claims[claim(mount)]
}

# The environment comes from a ConfigMap or Secret that may hold the store's settings.
unclear(container) if count(container.envFrom) > 0

unknown contains "the volume claim or the environment of its Odoo container lies outside the input, so whether sessions are shared is not known" if {
	some container in odoo.containers
	not in_store(container)
	not shared_directory(container)
	unclear(container)
}
