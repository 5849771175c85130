#!/bin/sh
curl "$MOCKPLANE_URL/v2/organizations/my-org/jwks" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
