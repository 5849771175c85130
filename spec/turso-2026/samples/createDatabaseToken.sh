#!/bin/sh
curl -X POST "$MOCKPLANE_URL/v1/organizations/my-org/databases/my-db/auth/tokens?expiration=7d" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
