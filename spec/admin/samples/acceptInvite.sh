#!/bin/sh
curl -X POST "$MOCKPLANE_URL/_mockplane/invites/accept" \
  -H "Content-Type: application/json" \
  -d '{
    "organization": "my-org",
    "email": "visitor@example.com"
  }'
