#!/bin/sh
curl -X POST "$MOCKPLANE_URL/v3/organizations/0a9aeb70-e351-4c3d-931f-a600ec7d3c9d/groups/019e81fb-72f7-70ff-a8dc-4992f4f3461a/restore" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
