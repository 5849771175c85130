#!/bin/sh
curl "$MOCKPLANE_URL/v1/organizations/my-org/billing/payment-methods" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
