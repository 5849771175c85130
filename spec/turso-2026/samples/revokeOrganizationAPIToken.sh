#!/bin/sh
curl -X DELETE "$MOCKPLANE_URL/v1/organizations/my-org/api-tokens/d8zwnOrgEfGYFs8dW0yAEg" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
