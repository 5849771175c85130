#!/bin/sh
curl "$MOCKPLANE_URL/v1/organizations/my-org/databases/my-db/configuration" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
