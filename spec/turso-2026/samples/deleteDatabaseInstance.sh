#!/bin/sh
curl -X DELETE "$MOCKPLANE_URL/v1/organizations/my-org/databases/lonely-db/instances/premium-triathlon" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
