# Prints the structure of a published document: everything except texts and examples for readers. Of the sentence about
# permissions, only the names are kept.
#
#     jq -f tests/published/structure.jq FILE > tests/published/NAME.json

# Members whose keys are names of the API, so that a key such as "description" has no special meaning there.
def by_name: IN("paths", "responses", "headers", "content", "schemas", "properties", "parameters", "requestBodies",
  "securitySchemes", "callbacks", "links", "encoding", "variables", "mapping", "scopes");

# Values of the API, which stay unchanged.
def data: IN("default", "enum");

def for_readers: IN("summary", "description", "example", "examples", "externalDocs", "contact", "license",
  "termsOfService", "x-enum-descriptions", "x-enumDescriptions");

def structure($names):
  if type == "array" then map(structure(false))
  elif type != "object" then .
  elif $names then map_values(structure(false))
  else with_entries(
    select(.key | for_readers | not)
    | if .key == "x-os-permissions" then .value |= ([scan("[*]{2}[^*]+[*]{2}")] | join(", "))
      elif .key | data then .
      else (.key | by_name) as $below | .value |= structure($below)
      end)
  end;

structure(false)
