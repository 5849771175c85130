#!/bin/sh
curl "$MOCKPLANE_URL/v1/organizations/my-org/databases/lonely-db/instances/premium-triathlon/wait" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
