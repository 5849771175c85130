#!/bin/sh
curl "$MOCKPLANE_URL/v1/organizations/my-org/databases/my-db/instances/aws-us-east-1" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
