#!/bin/sh
curl "$MOCKPLANE_URL/v1/organizations/my-org/groups/edge/aws/migration/info" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
