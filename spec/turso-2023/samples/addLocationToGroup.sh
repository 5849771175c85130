#!/bin/sh
curl -X POST "$MOCKPLANE_URL/v1/organizations/my-org/groups/default/locations/fra" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
