#!/bin/sh
curl "$MOCKPLANE_URL/v1/organizations/my-org/subscription" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
