#!/bin/sh
curl -X POST "$MOCKPLANE_URL/_mockplane/groups/archive" \
  -H "Content-Type: application/json" \
  -d '{
    "organization": "my-org",
    "group": "default"
  }'
