#!/bin/sh
curl -X DELETE "$MOCKPLANE_URL/v1/organizations/my-org/groups/staging" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
