#!/bin/sh
curl -X POST "$MOCKPLANE_URL/v3/organizations/0a9aeb70-e351-4c3d-931f-a600ec7d3c9d/groups/019bb16e-fefd-79a4-be1e-70bcc951a480/auth/tokens?expiration=1d" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
