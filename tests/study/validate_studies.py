"""Validates every study in some folders against the JSON schema, and that a slip is refused."""

import copy
import json
import pathlib
import sys
import tomllib

import jsonschema

schema = json.loads(pathlib.Path(sys.argv[1]).read_text())
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema)
files = [f for folder in sys.argv[2:] for f in sorted(pathlib.Path(folder).glob("*.toml"))]
failed = not files
for file in files:
    study = tomllib.loads(file.read_text())
    for error in validator.iter_errors(study):
        failed = True
        print(f"{file}: {'/'.join(map(str, error.path))}: {error.message}")
    slip = copy.deepcopy(study)
    slip["yaer"] = 2030
    if validator.is_valid(slip):
        failed = True
        print(f"{file}: a key that nobody knows is accepted")
    for scenario in slip.get("scenario", []):
        for intervention in scenario.get("intervention", []):
            intervention["wehre"] = {}
            slip.pop("yaer", None)
            if validator.is_valid(slip):
                failed = True
                print(f"{file}: a slip in an intervention is accepted")
sys.exit(failed)
