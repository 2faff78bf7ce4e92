package bulkhead.controls.ing_05_test

import rego.v1

import data.bulkhead.controls.ing_05

test_periods_of_traefik if {
	ing_05.seconds(5) == 5
	ing_05.seconds("5") == 5
	ing_05.seconds("5s") == 5
	ing_05.seconds("2m") == 120
	ing_05.seconds("1h") == 3600
	ing_05.seconds("1m30s") == 90
	ing_05.seconds("500ms") == 0.5
	not ing_05.seconds("soon")
}

test_a_rule_reaches_what_is_below_its_paths if {
	ing_05.reaches({"paths": []}, "/web/login")
	ing_05.reaches({"paths": [{"value": "/web"}]}, "/web/login")
	not ing_05.reaches({"paths": [{"value": "/shop"}]}, "/web/login")
}
