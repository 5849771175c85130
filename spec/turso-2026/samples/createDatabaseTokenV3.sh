#!/bin/sh
curl -X POST "$MOCKPLANE_URL/v3/organizations/0a9aeb70-e351-4c3d-931f-a600ec7d3c9d/databases/019bb173-9454-7bac-95e2-222d293912e5/auth/tokens?expiration=1d" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
