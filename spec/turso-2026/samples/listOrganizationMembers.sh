#!/bin/sh
curl "$MOCKPLANE_URL/v1/organizations/my-org/members" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
