#!/bin/sh
curl "$MOCKPLANE_URL/v1/organizations/my-org/api-tokens" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
