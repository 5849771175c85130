#!/bin/sh
curl -X PUT "$MOCKPLANE_URL/v1/organizations/my-org/billing/customer" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN" \
  -H "Content-Type: application/json" \
  -d '{"name": "Octo Inc.", "email": "billing@example.com"}'
