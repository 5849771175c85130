#!/bin/sh
curl "$MOCKPLANE_URL/v1/organizations/my-org/databases" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
