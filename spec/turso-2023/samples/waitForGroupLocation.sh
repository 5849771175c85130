#!/bin/sh
curl "$MOCKPLANE_URL/v1/organizations/my-org/groups/default/locations/sjc/wait" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
