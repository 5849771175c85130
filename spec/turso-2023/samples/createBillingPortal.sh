#!/bin/sh
curl -X POST "$MOCKPLANE_URL/v1/organizations/my-org/billing/portal" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
