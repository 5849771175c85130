#!/bin/sh
curl -X PATCH "$MOCKPLANE_URL/v1/organizations/my-org/members/hubot" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN" \
  -H "Content-Type: application/json" \
  -d '{"role": "admin"}'
