#!/bin/sh
curl -X POST "$MOCKPLANE_URL/v1/organizations/my-org/groups/edge/unarchive" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
