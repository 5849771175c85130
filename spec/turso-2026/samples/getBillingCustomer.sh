#!/bin/sh
curl "$MOCKPLANE_URL/v1/organizations/my-org/billing/customer" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
