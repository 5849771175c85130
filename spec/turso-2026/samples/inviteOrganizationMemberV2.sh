#!/bin/sh
curl -X POST "$MOCKPLANE_URL/v2/organizations/my-org/invites" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN" \
  -H "Content-Type: application/json" \
  -d '{"email": "visitor@example.com", "role": "member"}'
