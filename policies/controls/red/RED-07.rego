# METADATA
# title: "Failover is defined where sessions live in Redis"
# description: >-
#   When the only Redis goes, every user is logged out, in every tenant.
# related_resources:
#   - https://redis.io/docs/latest/operate/oss_and_stack/management/sentinel/
# custom:
#   id: RED-07
#   severity: medium
#   evidence: files
#   sources: [retail-multi-tenant, erp-integration]
#   kinds: [Workload]
#   remediation: >-
#     Run Sentinel or an operator's failover, and point Odoo at the Sentinels.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CP-10", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "A1.2", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.14", coverage: partial}
package bulkhead.controls.red_07

import rego.v1

import data.bulkhead.lib.odoo
import data.bulkhead.lib.workload

session_variables := [variable |
	some container in odoo.containers
	some variable in container.env
	contains(variable.name, "SESSION_REDIS")
]

applicable if {
	workload.judged
	count(session_variables) > 0
}

sentinel if {
	some variable in session_variables
	contains(variable.name, "SENTINEL")
}

# What fails over: not the kind Redis of OT's operator, a server alone, nor RedisReplication without Sentinel.
operated if {
	some entity in data.platform.kinds.Resource
	sprintf("%s/%s", [split(entity.meta.apiVersion, "/")[0], entity.meta.resourceKind]) in {
		"databases.spotahome.com/RedisFailover", "redis.redis.opstreelabs.in/RedisCluster",
		"redis.redis.opstreelabs.in/RedisSentinel", "app.redislabs.com/RedisEnterpriseCluster",
	}
}

operated if {
	some cache in data.platform.kinds.Cache
	cache.directives.sentinel
}

violation contains v if {
	not sentinel
	not operated
	data.platform.scope == "complete"
	v := {
		"path": session_variables[0].pointer,
		"key": "failover",
		"message": sprintf("%s keeps sessions in a Redis without failover", [workload.name]),
		"observed": "no Sentinel, no operator",
		"expected": "Sentinel, or an operator that fails over",
	}
}

unknown contains "how the Redis that holds the sessions fails over is not in this input" if {
	not sentinel
	not operated
}
