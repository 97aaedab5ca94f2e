# Prints the structure of a published document: everything except texts and examples for readers. Of the sentence about
# permissions it keeps the names.
#
#     jq -f tests/published/structure.jq FILE > tests/published/NAME.json

# Members that hold things by their names, so that a name such as "description" has no meaning below them.
def by_name: IN("paths", "responses", "headers", "content", "schemas", "properties", "parameters", "requestBodies",
  "securitySchemes", "callbacks", "links", "encoding", "variables", "mapping", "scopes");

# Values of the API, which stay as they are.
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
