#!/bin/sh
curl -X POST "$MOCKPLANE_URL/v1/organizations/stripe-customer" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN" \
  -H "Content-Type: application/json" \
  -d '{"name": "New Team"}'
