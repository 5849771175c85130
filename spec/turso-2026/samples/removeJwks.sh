#!/bin/sh
curl -X DELETE "$MOCKPLANE_URL/v2/organizations/my-org/jwks/auth-provider" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
