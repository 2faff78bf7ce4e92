package bulkhead.lib.setting_test

import rego.v1

import data.bulkhead.lib.setting

test_yes_in_every_way_that_it_is_written if {
	every value in ["on", "true", "yes", "1", "ON", "True"] {
		setting.on(value)
		not setting.off(value)
	}
}

test_no_in_every_way_that_it_is_written if {
	every value in ["off", "false", "no", "0", "OFF", "False"] {
		setting.off(value)
		not setting.on(value)
	}
}

test_other_words_are_neither if {
	every value in ["", "maybe", "2"] {
		not setting.on(value)
		not setting.off(value)
	}
}
