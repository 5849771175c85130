#!/bin/sh
curl -X POST "$MOCKPLANE_URL/v1/organizations/my-org/groups" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN" \
  -H "Content-Type: application/json" \
  -d '{"name": "group2", "location": "lhr"}'
