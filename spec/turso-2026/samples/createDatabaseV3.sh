#!/bin/sh
curl -X POST "$MOCKPLANE_URL/v3/organizations/0a9aeb70-e351-4c3d-931f-a600ec7d3c9d/databases" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN" \
  -H "Content-Type: application/json" \
  -d '{"name": "new-db", "group_id": "019bb16e-fefd-79a4-be1e-70bcc951a480"}'
