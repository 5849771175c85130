#!/bin/sh
curl -X POST "$MOCKPLANE_URL/v1/organizations/my-org/subscription" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN" \
  -H "Content-Type: application/json" \
  -d '{"plan": "starter"}'
