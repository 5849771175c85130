#!/bin/sh
curl "$MOCKPLANE_URL/v1/organizations/my-org/invoices?type=issued" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
