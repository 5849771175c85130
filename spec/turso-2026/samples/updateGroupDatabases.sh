#!/bin/sh
curl -X POST "$MOCKPLANE_URL/v1/organizations/my-org/groups/default/update" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
