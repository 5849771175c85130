#!/bin/sh
curl -X POST "$MOCKPLANE_URL/v1/auth/api-tokens/deploy-bot" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN" \
  -H "Content-Type: application/json" \
  -d '{"organization": "my-org"}'
