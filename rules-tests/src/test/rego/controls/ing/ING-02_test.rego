package bulkhead.controls.ing_02_test

import rego.v1

import data.bulkhead.controls.ing_02

certificate(algorithm, bits, signature) := {
	"kind": "Configuration",
	"type": "certificate",
	"content": {"certificates": [{
		"subject": "CN=a",
		"dnsNames": [],
		"authority": false,
		"keyAlgorithm": algorithm,
		"keyBits": bits,
		"signatureAlgorithm": signature,
		"pointer": "/0",
	}]},
}

keys(algorithm, bits, signature) := out if {
	out := {v.key | some v in ing_02.violation} with input as certificate(algorithm, bits, signature)
}

test_keys_are_as_long_as_is_asked_for if {
	every algorithm, bits in {"RSA": 2048, "DSA": 2048, "EC": 256} {
		keys(algorithm, bits, "SHA256withRSA") == set()
		keys(algorithm, bits - 1, "SHA256withRSA") == {"key"}
	}
	keys("Ed25519", 255, "Ed25519") == set()
}

test_broken_hashes_sign_nothing if {
	every hash in ["MD2", "MD5", "SHA1"] {
		keys("RSA", 2048, sprintf("%swithRSA", [hash])) == {"signature"}
	}
}

test_other_files_are_not_asked if {
	not ing_02.applicable with input as {"kind": "Configuration", "type": "grafana", "content": {}}
	ing_02.applicable with input as certificate("RSA", 2048, "SHA256withRSA")
}
