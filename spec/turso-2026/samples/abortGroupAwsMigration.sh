#!/bin/sh
curl -X POST "$MOCKPLANE_URL/v1/organizations/my-org/groups/edge/aws/migration/abort" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
