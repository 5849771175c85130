#!/bin/sh
curl -X PUT "$MOCKPLANE_URL/v2/organizations/my-org/jwks/auth-provider" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN" \
  -H "Content-Type: application/json" \
  -d '{"jwks_url": "https://auth.example.com/.well-known/jwks.json"}'
