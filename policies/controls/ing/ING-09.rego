# METADATA
# title: "Certificates are automated, from approved issuers"
# description: >-
#   A certificate that somebody renews by hand expires on a holiday. Automated are ACME resolvers
#   of Traefik and certificates that cert-manager keeps.
# related_resources:
#   - https://doc.traefik.io/traefik/reference/install-configuration/tls/certificate-resolvers/overview/
#   - https://cert-manager.io/docs/usage/ingress/
# custom:
#   id: ING-09
#   severity: medium
#   evidence: partly
#   sources: [distribution-hardening, retail-hardening, erp-integration]
#   kinds: [Route]
#   remediation: >-
#     Let cert-manager keep the Secret (annotation cert-manager.io/cluster-issuer, or a
#     Certificate), or name a certResolver; list the issuers under approvedIssuers in
#     bulkhead.yaml.
#   example: |
#     metadata:
#       annotations:
#         cert-manager.io/cluster-issuer: letsencrypt
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-17", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SC-12", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.24", coverage: partial}
package bulkhead.controls.ing_09

import rego.v1

import data.bulkhead.lib.ownership
import data.bulkhead.lib.route

applicable if {
	input.tls
	not input.tls.passthrough
	source
}

source := "resolver" if {
	input.tls.certResolver
} else := "secret" if {
	input.tls.secretName
}

cert_manager(entity) if startswith(entity.meta.apiVersion, "cert-manager.io/")

# Issuers by the Secret that a Certificate keeps.
issuers[namespace][secret] contains issuer if {
	some entity in data.platform.kinds.Resource
	cert_manager(entity)
	entity.meta.resourceKind == "Certificate"
	namespace := object.get(entity.meta, "namespace", "")
	secret := entity.object.spec.secretName
	issuer := entity.object.spec.issuerRef.name
}

annotations := ["cert-manager.io/cluster-issuer", "cert-manager.io/issuer"]

issuer contains name if {
	some annotation in annotations
	name := input.meta.annotations[annotation]
}

issuer contains name if some name in issuers[object.get(input.meta, "namespace", "")][input.tls.secretName]

issuer contains input.tls.certResolver if not missing_resolver

automated if count(issuer) > 0

automated if input.meta.annotations["kubernetes.io/tls-acme"] == "true"

violation contains v if {
	source == "secret"
	not automated
	ownership.complete
	v := {
		"path": input.tls.pointer,
		"key": input.tls.secretName,
		"message": sprintf("%s has a certificate that nothing renews", [route.name]),
		"observed": sprintf("Secret %s without a Certificate of cert-manager", [input.tls.secretName]),
		"expected": "cert-manager or an ACME resolver",
		"fix": "Let cert-manager keep the Secret (annotation cert-manager.io/cluster-issuer, or a Certificate), or name a certResolver.",
	}
}

unknown contains sprintf("nothing in this input says who renews the certificate in Secret %s", [input.tls.secretName]) if {
	source == "secret"
	not automated
}

violation contains v if {
	count(data.platform.approvedIssuers) > 0
	some name in issuer
	not name in data.platform.approvedIssuers
	v := {
		"path": input.tls.pointer,
		"key": name,
		"message": sprintf("%s has a certificate of an issuer that is not approved", [route.name]),
		"observed": name,
		"expected": sprintf("one of %s", [concat(", ", data.platform.approvedIssuers)]),
		"fix": "Use an approved issuer, or add this one to approvedIssuers in bulkhead.yaml.",
	}
}

resolvers contains name if {
	some proxy in data.platform.kinds.EdgeProxy
	some name, _ in proxy.settings.certificatesResolvers
}

missing_resolver if {
	source == "resolver"
	ownership.complete
	count(data.platform.kinds.EdgeProxy) > 0
	not input.tls.certResolver in resolvers
}

violation contains v if {
	missing_resolver
	v := {
		"path": input.tls.pointer,
		"key": "resolver",
		"message": sprintf("%s names a certificate resolver that Traefik does not have", [route.name]),
		"observed": sprintf("certResolver: %s", [input.tls.certResolver]),
		"expected": "a resolver of the static configuration",
		"fix": "Name a resolver that Traefik has, or add it under certificatesResolvers.",
		"severity": "high",
	}
}
