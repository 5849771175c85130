#!/bin/sh
curl -X POST "$MOCKPLANE_URL/v1/organizations/my-org/databases/edge-db/wakeup" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
