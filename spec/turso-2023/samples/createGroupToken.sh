#!/bin/sh
curl -X POST "$MOCKPLANE_URL/v1/organizations/my-org/groups/default/auth/tokens" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
