#!/bin/sh
curl "$MOCKPLANE_URL/v1/organizations/my-org/groups/default/locations/aws-us-east-1/wait" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
