#!/bin/sh
curl "$MOCKPLANE_URL/v3/organizations/0a9aeb70-e351-4c3d-931f-a600ec7d3c9d/groups" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
