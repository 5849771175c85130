#!/bin/sh
curl -X PATCH "$MOCKPLANE_URL/v1/organizations/my-org/groups/default/configuration" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN" \
  -H "Content-Type: application/json" \
  -d '{"delete_protection": true}'
