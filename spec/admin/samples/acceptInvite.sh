#!/bin/sh
# Invite somebody first.
curl -X POST "$MOCKPLANE_URL/2026/v1/organizations/my-org/invite" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN" \
  -H "Content-Type: application/json" \
  -d '{ "email": "visitor@example.com" }'

curl -X POST "$MOCKPLANE_URL/_mockplane/invites/accept" \
  -H "Content-Type: application/json" \
  -d '{
    "organization": "my-org",
    "email": "visitor@example.com"
  }'
