#!/bin/sh
curl "$MOCKPLANE_URL/v2/organizations/my-org/locations" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
