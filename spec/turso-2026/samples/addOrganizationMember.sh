#!/bin/sh
curl -X POST "$MOCKPLANE_URL/v1/organizations/my-org/members" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN" \
  -H "Content-Type: application/json" \
  -d '{"username": "octokitten", "role": "admin"}'
