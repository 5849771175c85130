#!/bin/sh
curl -X POST "$MOCKPLANE_URL/v1/organizations/my-org/invite" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN" \
  -H "Content-Type: application/json" \
  -d '{"email": "visitor@example.com", "role": "member"}'
