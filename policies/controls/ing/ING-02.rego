# METADATA
# title: "TLS is 1.2 or newer, with strong ciphers and strict SNI"
# description: >-
#   Old versions and ciphers are broken, short keys and old hashes of certificates too; without strict
#   SNI a host that is not served gets another's certificate.
# related_resources:
#   - https://doc.traefik.io/traefik/https/tls/
# custom:
#   id: ING-02
#   severity: high
#   evidence: files
#   sources: [distribution-hardening, retail-hardening]
#   kinds: [TlsPolicy, Configuration]
#   remediation: >-
#     Set minVersion: VersionTLS12 and sniStrict: true.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-8(1)", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "4.2.1", coverage: partial}
package bulkhead.controls.ing_02

import rego.v1

import data.bulkhead.lib.route

old := {"VersionTLS10", "VersionTLS11"}

weak := ["_RC4_", "_3DES_", "TLS_RSA_WITH_", "_CBC_", "_MD5"]

applicable if input.kind == "TlsPolicy"

applicable if {
	input.type == "certificate"
	not certificate.authority
}

certificate := input.content.certificates[0]

called := array.concat(certificate.dnsNames, [certificate.subject])[0]

# NIST SP 800-131A disallows shorter keys for signatures (of ECDSA below 224 bits; below 256 nobody
# issues), and these hashes.
fewest := {"RSA": 2048, "DSA": 2048, "EC": 256}

violation contains v if {
	certificate.keyBits < fewest[certificate.keyAlgorithm]
	v := {
		"path": certificate.pointer,
		"key": "key",
		"message": sprintf("The key of the certificate of %s is short", [called]),
		"observed": sprintf("%s, %d bits", [certificate.keyAlgorithm, certificate.keyBits]),
		"expected": "RSA of 2048 bits or more, or ECDSA of 256",
		"fix": "Have a certificate issued for a new key: ECDSA P-256, or RSA of 2048 bits or more.",
	}
}

violation contains v if {
	some hash in ["MD2", "MD5", "SHA1"]
	startswith(certificate.signatureAlgorithm, sprintf("%swith", [hash]))
	v := {
		"path": certificate.pointer,
		"key": "signature",
		"message": sprintf("The certificate of %s is signed with a broken hash", [called]),
		"observed": certificate.signatureAlgorithm,
		"expected": "a signature with SHA-256 or better",
		"fix": "Have the certificate issued again with a signature that uses SHA-256.",
	}
}

violation contains v if {
	input.minVersion in old
	v := {
		"path": route.field("minVersion"),
		"message": sprintf("TLS options %s allow %s", [input.meta.name, input.minVersion]),
		"observed": input.minVersion,
		"expected": "VersionTLS12 or VersionTLS13",
		"fix": "Set minVersion: VersionTLS12 or VersionTLS13.",
	}
}

violation contains v if {
	input.maxVersion in old
	v := {
		"path": route.field("maxVersion"),
		"message": sprintf("TLS options %s stop at %s", [input.meta.name, input.maxVersion]),
		"observed": input.maxVersion,
		"expected": "no such limit",
		"fix": "Remove maxVersion.",
	}
}

violation contains v if {
	some suite in input.cipherSuites
	some part in weak
	contains(suite, part)
	v := {
		"path": route.field("cipherSuites"),
		"key": suite,
		"message": sprintf("TLS options %s allow the weak cipher suite %s", [input.meta.name, suite]),
		"observed": suite,
		"expected": "suites with ECDHE and AES-GCM or ChaCha20",
		"fix": "Remove the suite from cipherSuites.",
	}
}

violation contains v if {
	input.kind == "TlsPolicy"
	not input.sniStrict == true
	v := {
		"path": route.field("sniStrict"),
		"message": sprintf("TLS options %s answer for hosts that are not served", [input.meta.name]),
		"observed": sprintf("sniStrict: %v", [object.get(input, "sniStrict", "not set")]),
		"expected": "sniStrict: true",
		"fix": "Set sniStrict: true.",
		"severity": "medium",
	}
}

# Traefik takes the options called default for every route that names none, and none at all where there
# are several of that name.
violation contains v if {
	input.meta.name == "default"
	input.meta.namespace
	some id, other in data.platform.kinds.TlsPolicy
	id != input.meta.id
	other.meta.name == "default"
	other.meta.namespace
	v := {
		"path": "/metadata/name",
		"key": id,
		"message": sprintf("TLS options default of namespaces %s and %s: with two of that name Traefik uses neither", [input.meta.namespace, other.meta.namespace]),
		"observed": sprintf("TLSOption %s/default too", [other.meta.namespace]),
		"expected": "one TLSOption called default",
		"fix": "Keep one TLSOption called default in the whole cluster.",
		"severity": "medium",
		"proof": [{"message": sprintf("TLSOption %s/default", [other.meta.namespace]), "entity": id, "pointer": "/metadata/name"}],
	}
}

known := {"VersionTLS10", "VersionTLS11", "VersionTLS12", "VersionTLS13"}

unknown contains sprintf("%s is no version of TLS that Traefik knows", [version]) if {
	some field in ["minVersion", "maxVersion"]
	version := input[field]
	not version in known
}

unknown contains sprintf("%s is no name of a cipher suite", [suite]) if {
	some suite in input.cipherSuites
	not startswith(suite, "TLS_")
}
