#!/bin/sh
curl -X POST "$MOCKPLANE_URL/v3/organizations/0a9aeb70-e351-4c3d-931f-a600ec7d3c9d/databases/019c1e02-6a6e-7975-8dc6-bf34a3c4ab7d/restore" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN" \
  -H "Content-Type: application/json" \
  -d '{}'
