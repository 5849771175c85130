#!/bin/sh
curl "$MOCKPLANE_URL/v1/organizations/my-org/groups/default/configuration" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
