#!/bin/sh
curl "$MOCKPLANE_URL/v1/organizations/my-org/plans" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
