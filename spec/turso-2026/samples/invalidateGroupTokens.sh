#!/bin/sh
curl -X POST "$MOCKPLANE_URL/v1/organizations/my-org/groups/default/auth/rotate" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
