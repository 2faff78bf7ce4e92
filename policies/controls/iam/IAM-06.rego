# METADATA
# title: "Administrators need a second factor"
# description: >-
#   A password that was phished opens the realm, and with it every console behind it.
# related_resources:
#   - https://www.keycloak.org/docs/latest/server_admin/
# custom:
#   id: IAM-06
#   severity: high
#   evidence: partly
#   sources: [retail-hardening, retail-multi-tenant]
#   kinds: [Platform, Configuration]
#   remediation: >-
#     Make the second factor REQUIRED in the browser flow, by role where it is for administrators,
#     or attest how the provider asks for it.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "IA-2(1)", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "8.4.1", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.5", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.1", coverage: partial}
package bulkhead.controls.iam_06

import rego.v1

import data.bulkhead.lib.evidence

realm if input.type == "keycloak-realm"

applicable if realm

applicable if input.kind == "Platform"

realms := [id |
	some id, entity in data.platform.kinds.Configuration
	entity.type == "keycloak-realm"
]

factors := {"auth-otp-form", "webauthn-authenticator", "webauthn-authenticator-passwordless"}

flows[flow.alias] := flow if some flow in input.content.authenticationFlows

browser := object.get(input.content, "browserFlow", "browser")

# The flows that the browser flow leads to.
below[alias] := [execution.flowAlias |
	some execution in flow.authenticationExecutions
	execution.flowAlias
	execution.requirement != "DISABLED"
] if some alias, flow in flows

used := graph.reachable(below, {browser})

asking contains alias if {
	some alias in used
	some execution in flows[alias].authenticationExecutions
	execution.authenticator in factors
	execution.requirement in {"REQUIRED", "ALTERNATIVE"}
}

# Only those who have set a factor up are asked, unless everyone has to.
lenient(alias) if {
	some execution in flows[alias].authenticationExecutions
	execution.authenticator == "conditional-user-configured"
	execution.requirement != "DISABLED"
}

everyone if {
	some action in input.content.requiredActions
	action.alias in {"CONFIGURE_TOTP", "webauthn-register", "webauthn-register-passwordless"}
	action.enabled == true
	action.defaultAction == true
}

firm if {
	some alias in asking
	not lenient(alias)
}

firm if {
	count(asking) > 0
	everyone
}

violation contains v if {
	realm
	count(flows) > 0
	not firm
	v := {
		"path": "/authenticationFlows",
		"message": sprintf("realm %s lets people in without a second factor", [input.content.realm]),
		"observed": observed,
		"expected": "a second factor that is REQUIRED, or CONFIGURE_TOTP as a default action",
		"fix": "Make the second factor REQUIRED in the browser flow, by role where it is for administrators.",
	}
}

observed := "a second factor only for those who have set one up" if count(asking) > 0

observed := "no second factor in the browser flow" if count(asking) == 0

unknown contains sprintf("the export of realm %s holds no flows: needs authenticationFlows", [input.content.realm]) if {
	realm
	count(flows) == 0
}

unknown contains "nobody says how administrators sign in: needs the export of the realm or an attestation of type mfa (attestations.yaml)" if {
	input.kind == "Platform"
	count(realms) == 0
	count(evidence.of("mfa")) == 0
}

violation contains v if {
	input.kind == "Platform"
	some flaw in evidence.flaws("mfa")
	v := {
		"path": "",
		"key": flaw.pointer,
		"message": sprintf("the evidence of the second factor %s", [flaw.why]),
		"observed": sprintf("attestation mfa in %s", [data.platform.entities[flaw.entity].meta.name]),
		"expected": "an attestation with owner, date, link and a validity that lasts",
		"fix": "Renew the attestation, with owner, date, link and a validity that lasts.",
		"proof": [{"message": sprintf("the attestation %s", [flaw.why]), "entity": flaw.entity, "pointer": flaw.pointer}],
	}
}
