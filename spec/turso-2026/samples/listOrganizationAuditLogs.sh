#!/bin/sh
curl "$MOCKPLANE_URL/v1/organizations/my-org/audit-logs?page_size=100" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
