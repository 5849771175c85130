#!/bin/sh
curl "$MOCKPLANE_URL/v1/organizations/my-org/usage" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
