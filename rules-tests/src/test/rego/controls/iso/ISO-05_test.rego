package bulkhead.controls.iso_05_test

import rego.v1

import data.bulkhead.controls.iso_05

test_ports_that_speak_http if {
	every port in [{}, {"port": "80"}, {"port": "1", "endPort": 80}, {"port": "80", "endPort": 90}, {"port": "79", "endPort": 81}] {
		iso_05.covers_http(port)
	}
	every port in [{"port": "443"}, {"port": "1", "endPort": 79}, {"port": "81", "endPort": 90}] {
		not iso_05.covers_http(port)
	}
	iso_05.may_be_http({"ports": []})
	iso_05.may_be_http({"ports": [{"protocol": "UDP"}, {"protocol": "TCP", "port": "80"}]})
	not iso_05.may_be_http({"ports": [{"protocol": "UDP", "port": "80"}]})
}

test_blocks_that_hold_the_metadata_address if {
	every cidr in ["0.0.0.0/0", "169.254.0.0/16", "169.254.169.254/32", "128.0.0.0/1"] {
		iso_05.contains_metadata(cidr)
	}
	every cidr in ["10.0.0.0/8", "::/0", "fd00::/8", "169.254.169.253/32"] {
		not iso_05.contains_metadata(cidr)
	}
	iso_05.blocks_metadata({"ipBlock": {"except": ["10.0.0.0/8", "169.254.169.254/32"]}})
	not iso_05.blocks_metadata({"ipBlock": {"except": ["10.0.0.0/8"]}})
}
